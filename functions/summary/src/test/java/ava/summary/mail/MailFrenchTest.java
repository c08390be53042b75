package ava.summary.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.summary.Calls;
import ava.summary.content.Summarizers;
import ava.summary.content.WholeCall;
import ava.summary.evaluation.Transcript;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The language of all mails that can be made of many calls, not of one.
class MailFrenchTest {
  private static final MailWriter WRITER =
      new MailWriter("le cabinet d'Hélène", Optional.of(URI.create("https://ava.example")));
  private static final List<String> NAMES =
      List.of(
          "Élodie", "Mme Petit", "Hélène d'Arc", "Hugo", "M. O'Brien", "Yves", "EDF", "Dr Hubert");
  private static final List<String> REASONS =
      List.of(
          "Fuite d'eau",
          "je n'arrive pas à",
          "Rappeler l'expert: urgent",
          "« devis »",
          "il dit : «oui»",
          "j'ai une question!",
          "Devis pour l'",
          "RDV mardi 1 décembre",
          "Rappel",
          "ça va ?");
  private static final List<String> CALLBACKS =
      List.of(
          "Ce soir",
          "rappeler ce soir",
          "Rappelez-moi avant 18h",
          "me rappeler demain",
          "dès que possible",
          "à rappeler mardi 1 décembre",
          "Avant midi.",
          "être rappelée vers 9h30",
          "rappeler");
  private static final List<String> SAID =
      List.of(
          "Bonjour, c'est Élodie. J'appelle pour un devis: c'est possible?",
          "Je n'arrive pas à.",
          "Il m'a dit \"rappelle l'agence\" ; c'est tout !",
          "Rappelez-moi ce soir s'il vous plaît.",
          "L'eau coule du plafond depuis  hier.",
          "J'habite 12 rue de l'Église, au 3e étage.",
          "Mon adresse c'est elodie point petit arobase exemple point fr.");

  private static final Pattern HIGH = Pattern.compile("(?<![\u202f;!?/=&])[;!?](?=\\s|$)");
  private static final Pattern COLON = Pattern.compile("(?<![\u00a0/:]):(?=\\s|$)");
  private static final Pattern QUOTES = Pattern.compile("«(?!\u00a0)|(?<!\u00a0)»");
  private static final Pattern TWICE =
      Pattern.compile("(?iu)\\b(?!nous\\b|vous\\b)(\\p{L}{2,})[ \u00a0]\\1\\b");

  static Stream<SummaryMail> mails() {
    var calls =
        Stream.concat(
            Transcript.all().map(Transcript::call),
            IntStream.range(0, 300).mapToObj(MailFrenchTest::call));
    return calls.map(
        call -> WRITER.write(call, Summarizers.rules().summarize(call, Instant.MAX), false));
  }

  private static WholeCall call(int seed) {
    var random = new Random(seed);
    var card = new EnumMap<Field, String>(Field.class);
    card.put(Field.NAME, any(random, NAMES));
    card.put(Field.REASON, any(random, REASONS));
    card.put(Field.CALLBACK, any(random, CALLBACKS));
    if (random.nextBoolean()) {
      card.remove(any(random, List.copyOf(card.keySet())));
    }
    return Calls.of(
        new NotedMessage(card),
        "Ava: Bonjour ! Je suis l'assistante vocale : que puis-je faire?",
        "Appelant: " + any(random, SAID),
        "Appelant: " + any(random, SAID));
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @ParameterizedTest
  @MethodSource("mails")
  void everyMailIsSetAsFrenchIsPrinted(SummaryMail mail) {
    var head = mail.text().split("CONVERSATION")[0];
    var texts = List.of(mail.subject(), mail.text());

    assertThat(texts)
        .allSatisfy(text -> {
          assertThat(text).doesNotContain("'");
          assertThat(text).doesNotContainPattern(HIGH);
          assertThat(text).doesNotContainPattern(COLON);
          assertThat(text).doesNotContainPattern(QUOTES);
          assertThat(text).doesNotContainPattern("\\S {2,}\\S".replace("\\S {", "[^\u00a0:\\s] {"));
        });
    assertThat(mail.html()).doesNotContain("&#x27;").doesNotContain("d'");
    assertThat(mail.subject() + "\n" + head).doesNotContainPattern(TWICE);
    assertThat(head)
        .doesNotContainPattern("\\b(?:de|Appel de) [ÉEAIOUYÈ](?![aeiou])\\p{L}*(?:die|ves)")
        .doesNotContainPattern("\\b(?:à|de|pour|l’)\\.")
        .doesNotContainPattern("(?:rappelée?|Oui,|rappeler) (?:Ce|Avant|Demain)")
        .doesNotContain("1 décembre");
    assertThat(mail.html() + mail.text()).doesNotContain("ci-dessous");
  }

  @Test
  void mailSaysHowSureTheNumberIsAndWhatIsMissing() {
    var call = call(1);
    var summary = Summarizers.rules().summarize(call, Instant.MAX);
    var notes =
        new MailNotes(
            false,
            true,
            Optional.of("Numéro relu et confirmé par l'appelant."),
            Optional.of("Dicté et non compris : « zéro six douze »."));

    var mail = WRITER.write(call, summary, notes);

    assertThat(mail.subject()).startsWith("Complément – ");
    assertThat(List.of(mail.text(), mail.html()))
        .allSatisfy(part ->
            assertThat(part)
                .contains("Numéro relu et confirmé par l’appelant.")
                .contains("Dicté et non compris")
                .contains("arrivé après le premier message"));
  }

  @Test
  void addressAndMailStandInBothParts() {
    var call =
        Calls.of(
            "Appelant: J'habite 12 rue des Lilas, au troisième étage. Le code est 45 12.",
            "Appelant: Mon mail c'est jeanne point petit arobase exemple point fr.");

    var mail = WRITER.write(call, Summarizers.rules().summarize(call, Instant.MAX), false);

    assertThat(mail.html())
        .contains("href=\"mailto:jeanne.petit@exemple.fr\"")
        .contains("12 rue des Lilas, au troisième étage, le code est 45 12");
    assertThat(mail.text()).contains("jeanne.petit@exemple.fr").contains("12 rue des Lilas");
  }
}
