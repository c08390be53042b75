package ava.summary.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.message.MailLinks;
import ava.shared.settings.Secret;
import ava.summary.Calls;
import ava.summary.content.Summarizers;
import ava.summary.content.Summary;
import ava.summary.content.WholeCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailWriterTest {
  private static final MailWriter WRITER =
      new MailWriter("le cabinet Durand", Optional.of(URI.create("https://ava.example")));

  private static final WholeCall LEAK =
      Calls.of(
          new NotedMessage(
              Map.of(
                  Field.NAME, "Mme Lefèvre",
                  Field.PHONE, "+33612345678",
                  Field.REASON, "Fuite d'eau",
                  Field.URGENCY, "haute",
                  Field.CALLBACK, "avant 18h")),
          "Ava: Cabinet Durand, bonjour. Je suis Ava, l'assistante vocale : une intelligence"
              + " artificielle. Que puis-je faire pour vous ?",
          "Appelant: Bonjour, je suis madame Lefèvre. J'ai une fuite d'eau dans la cuisine, ça"
              + " coule partout, c'est vraiment urgent !",
          "Ava: Je comprends. Pouvez-vous couper l'arrivée d'eau en attendant ? Il y a souvent un"
              + " robinet —",
          "Appelant: C'est déjà fait. Vous pouvez me rappeler avant 18h au 0612345678 ?",
          "Ava: C'est noté : 06 12 34 56 78, avant 18h. Je transmets tout de suite au cabinet.",
          "Appelant: Merci, au revoir !",
          "Ava: Au revoir, bonne journée.");

  private static SummaryMail mail(WholeCall call) {
    return WRITER.write(call, Summarizers.rules().summarize(call, Instant.MAX), false);
  }

  @Test
  void urgentCallIsToldAtAGlance() throws IOException {
    var mail = mail(LEAK);

    // to be looked at: target/mail.html and target/mail.txt
    Files.writeString(Path.of("target/mail.html"), mail.html());
    Files.writeString(Path.of("target/mail.txt"), mail.subject() + "\n\n" + mail.text());
    assertThat(mail.subject())
        .isEqualTo("Urgent – Mme\u00a0Lefèvre – fuite d’eau – rappeler avant 18\u00a0h");
    assertThat(mail.html())
        .contains("<html lang=\"fr\"")
        .contains("href=\"tel:+33612345678\"")
        .contains("Rappeler le 06\u00a012\u00a034\u00a056\u00a078")
        .contains("URGENT")
        .contains("Appelle du")
        .contains("06\u00a098\u00a076\u00a054\u00a032")
        .contains("dimanche 22\u00a0novembre\u00a02026 à 10\u00a0h\u00a041")
        .contains("· interrompue")
        .contains("11\u202f661 lus, dont 5\u202f500 en cache")
        .contains("Coût\u00a0: 0,28\u00a0€")
        .contains("effacée après 30 jours")
        .contains("https://ava.example/?call&#x3D;CA");
  }

  @Test
  void oneClickLinksLeadToTheDesk() {
    for (var base : List.of("https://ava.example", "https://ava.example/")) {
      var links = new MailLinks(Secret.of("secret"), Clock.systemUTC());
      var writer = new MailWriter("le cabinet", Optional.of(URI.create(base)), Optional.of(links));

      var mail = writer.write(LEAK, Summarizers.rules().summarize(LEAK, Instant.MAX), false);

      assertThat(mail.text())
          .containsPattern(
              "(?s)Rappelé :\\s+https://ava\\.example/lien/[\\w-]+\\s+À rappeler demain :")
          .contains("https://ava.example/?call=CA");
      assertThat(mail.html()).contains("Rappelé</a>", "À rappeler demain</a>", "Indésirable</a>");
    }
    assertThat(mail(LEAK).html()).doesNotContain("/lien/");
  }

  @Test
  void htmlLoadsNothingAndNestsWell() {
    var html = mail(LEAK).html();

    assertThat(html).doesNotContain("<img").doesNotContain("url(").doesNotContain("<link");
    assertThat(count(html, "<table")).isEqualTo(count(html, "</table>")).isPositive();
    assertThat(count(html, "<tr")).isEqualTo(count(html, "</tr>"));
    assertThat(count(html, "<td")).isEqualTo(count(html, "</td>"));
    assertThat(count(html, "<table")).isEqualTo(count(html, "<table role=\"presentation\""));
  }

  private static long count(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  @Test
  void textHasTheSameContentInShortLines() {
    var text = mail(LEAK).text();

    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
    assertThat(text)
        .contains("Qui\u00a0:      Mme\u00a0Lefèvre")
        .contains("06\u00a012\u00a034\u00a056\u00a078 (tel:+33612345678)")
        .contains("Motif\u00a0:    Fuite d’eau")
        .contains("Urgence\u00a0:  Haute")
        .contains("- Rappeler Mme\u00a0Lefèvre (avant 18\u00a0h)")
        .contains("00:16 Ava (interrompue)")
        .contains("30 jours")
        .doesNotContain("&#")
        .doesNotContain("<");
  }

  @Test
  void whatTheCallerSaidIsEscaped() {
    var attack = "<script>alert('1')</script><img src=x onerror=alert(2)> & \"fin\"";
    var call =
        Calls.of(
            new NotedMessage(
                Map.of(Field.NAME, attack, Field.COMPANY, attack, Field.REASON, attack)),
            "Ava: Bonjour.",
            "Appelant: " + attack);

    var mail = mail(call);

    assertThat(mail.html()).doesNotContain("<script").doesNotContain("<img");
    assertThat(mail.html()).contains("&lt;script&gt;");
    assertThat(mail.text()).contains("<script>");
  }

  @Test
  void callOfATrialSaysSoFirst() {
    var call = Calls.of(PhoneNumber.OF_TRIALS, NotedMessage.EMPTY, List.of("Appelant: Bonjour."));

    var mail = mail(call);

    assertThat(mail.subject()).startsWith("Essai – ");
    assertThat(mail.text().replaceAll("\\s+", " ")).contains("appel d’essai", "n’est à rappeler");
    assertThat(mail.html()).contains("appel d’essai");
    assertThat(mail(Calls.of("Appelant: Bonjour.")).subject()).doesNotContain("Essai");
  }

  @Test
  void subjectIsOneHeaderLineWhateverIsSaid() {
    var call =
        Calls.of(
            new NotedMessage(
                Map.of(
                    Field.NAME,
                    "Mme Petit\r\nBcc: pirate@exemple.fr",
                    Field.REASON,
                    "devis\u2028urgent\u0000 " + "très ".repeat(60) + "long")),
            "Appelant: Bonjour.");

    var subject = mail(call).subject();

    assertThat(subject)
        .doesNotContainPattern("[\\p{Cntrl}\u2028\u2029]")
        .contains("Mme\u00a0Petit");
    assertThat(subject.length()).isLessThan(200);
  }

  @Test
  void unknownCallerIsShownByHisNumber() {
    var call =
        Calls.of("Ava: Bonjour.", "Appelant: Je voudrais connaître vos tarifs pour un bilan.");

    var mail = mail(call);

    assertThat(mail.subject())
        .isEqualTo("06\u00a098\u00a076\u00a054\u00a032 – connaître vos tarifs pour un bilan");
    assertThat(mail.html()).contains("Nom non communiqué").doesNotContain("URGENT<");
  }

  @Test
  void hiddenNumberCannotBeCalledBack() {
    var call =
        Calls.of(
            PhoneNumber.WITHHELD,
            NotedMessage.EMPTY,
            List.of("Appelant: Je voudrais connaître vos tarifs."));

    var mail = mail(call);

    assertThat(mail.subject()).startsWith("numéro masqué – ");
    assertThat(mail.html()).doesNotContain("tel:").contains("numéro masqué");
  }

  @Test
  void foreignNumberKeepsItsCountry() {
    var call =
        Calls.of(
            new PhoneNumber("+41791234567"),
            NotedMessage.EMPTY,
            List.of("Appelant: Je voudrais connaître vos tarifs."));

    assertThat(mail(call).html())
        .contains("tel:+41791234567")
        .contains("+41\u00a079\u00a0123\u00a045\u00a067");
  }

  @Test
  void repetitionSaysSoInBothParts() {
    var summary = Summarizers.rules().summarize(LEAK, Instant.MAX);

    var mail = WRITER.write(LEAK, summary, true);

    assertThat(mail.text()).contains("peut-être déjà été envoyé");
    assertThat(mail.html()).contains("peut-être déjà été envoyé");
    assertThat(mail(LEAK).html()).doesNotContain("peut-être déjà");
  }

  @Test
  void missingModelIsSaid() {
    var rules = Summarizers.rules().summarize(LEAK, Instant.MAX);

    var mail = WRITER.write(LEAK, rules.because("le service est en panne"), false);

    assertThat(mail.html())
        .contains("Résumé automatique indisponible\u00a0: le service est en panne.")
        .contains("Résumé établi par règles");
    assertThat(mail(LEAK).html())
        .contains("Résumé établi par règles")
        .doesNotContain("indisponible");
  }

  @Test
  void recordingIsLinkedOnlyWhenItsAddressIsSafe() {
    assertThat(mail(recorded("https://api.twilio.com/RE1")).html())
        .contains("href=\"https://api.twilio.com/RE1\"");
    assertThat(mail(recorded("javascript:alert(1)")).html()).doesNotContain("javascript:");
  }

  private static WholeCall recorded(String url) {
    var call = LEAK.record();
    return new WholeCall(
        call.with(Optional.of(new Recording(url, "", "", Optional.empty()))), LEAK.turns());
  }

  @Test
  void longSummaryStaysWhole() {
    var rules = Summarizers.rules().summarize(LEAK, Instant.MAX);
    var text = "Une phrase assez longue pour remplir la ligne. ".repeat(30).strip();
    var summary =
        new Summary(
            Summary.Source.MODEL,
            rules.who(),
            new Summary.Matter(
                rules.matter().reason(),
                rules.matter().category(),
                Summary.Urgency.LOW,
                Optional.empty(),
                text),
            new Summary.FollowUp(List.of(), List.of(), List.of(), Summary.Callback.NONE),
            Optional.empty());

    var mail = WRITER.write(LEAK, summary, false);

    assertThat(mail.text().replaceAll("\\s+", " ")).contains(text);
    assertThat(mail.html()).contains("intelligence artificielle").doesNotContain("À faire");
  }

  @Test
  void mailSaysHowSureTheNumberIs() {
    assertThat(textOf("Appelant: C'est le 06 12 34 56 78."))
        .contains("06 12 34 56 78", "dicté, non confirmé");
    assertThat(
            textOf(
                "Appelant: C'est le 06 12 34 56 78.",
                "Ava: 06 12 34 56 78, c'est bien cela ?",
                "Appelant: Oui."))
        .contains("06 12 34 56 78", "confirmé");
    assertThat(textOf("Appelant: C'est le 06 12 34 56, merci."))
        .contains("numéro affiché", "Numéro dicté, pas compris : « 06 12 34 56 »");
  }

  private static String textOf(String... lines) {
    var all = Stream.concat(Stream.of("Ava: Bonjour."), Arrays.stream(lines));
    var call = Calls.of(all.toArray(String[]::new));
    var summary = Summarizers.rules().summarize(call, Instant.MAX);
    return new MailWriter("le cabinet", Optional.empty())
        .write(call, summary, false)
        .text()
        .replace('\u00a0', ' ')
        .replace('\u202f', ' ');
  }
}
