package ava.summary.content;

import ava.shared.call.NotedMessage.Field;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A summary by a language model, of which only that stays which was said.
final class ModelSummary implements Summarizer {
  private static final int TOKENS = 2_000;
  private static final int MORE_TOKENS = 8_000;

  private final ChatCompletions chat;
  private final Secret key;
  private final String model;
  private final Summarizer rules;

  /// @param rules for what the model leaves open
  ModelSummary(ChatCompletions chat, Secret key, String model, Summarizer rules) {
    this.chat = chat;
    this.key = key;
    this.model = model;
    this.rules = rules;
  }

  @Override
  public Summary summarize(WholeCall call, Instant deadline) {
    var answer = answer(call, deadline);
    return new Grounding(call).checked(summary(call, answer), rules.summarize(call, deadline));
  }

  private ModelAnswer answer(WholeCall call, Instant deadline) {
    try {
      return ask(call, deadline, TOKENS);
    } catch (ModelAnswer.Cut _) {
      return askForMore(call, deadline);
    }
  }

  private ModelAnswer askForMore(WholeCall call, Instant deadline) {
    try {
      return ask(call, deadline, MORE_TOKENS);
    } catch (ModelAnswer.Cut e) {
      var cut = new SummaryUnavailable("la réponse du modèle a été coupée", "cut twice");
      cut.initCause(e);
      throw cut;
    }
  }

  private ModelAnswer ask(WholeCall call, Instant deadline, int tokens) {
    var request = ChatRequest.of(model, call, safetyIdentifier(call.record().from()), tokens);
    return ModelAnswer.from(chat.complete(request, deadline));
  }

  /// The same for every call from a number, yet of no use to find the number.
  private String safetyIdentifier(PhoneNumber caller) {
    if (caller.withheld()) {
      return "";
    }
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      return HexFormat.of().formatHex(mac.doFinal(caller.value().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static Summary summary(WholeCall call, ModelAnswer answer) {
    var noted = call.record().message();
    var caller = answer.caller();
    var matter = answer.matter();
    var next = answer.followUp();
    return new Summary(
        Summary.Source.MODEL,
        new Summary.Who(
            noted.get(Field.NAME).or(caller::nom),
            noted.get(Field.COMPANY).or(caller::societe),
            noted.get(Field.PHONE).or(caller::telephone),
            noted.get(Field.ADDRESS).or(caller::adresse),
            noted.get(Field.EMAIL).or(caller::courriel)),
        new Summary.Matter(
            matter.motif(),
            matter.categorie(),
            matter.urgence(),
            matter.phrase_urgence(),
            matter.resume()),
        new Summary.FollowUp(
            next.demandes(),
            next.promesses(),
            next.actions().stream()
                .map(a -> new Summary.Action(a.quoi(), a.qui(), a.pour_quand(), a.tour()))
                .toList(),
            new Summary.Callback(next.rappel().souhaite(), next.rappel().quand())),
        Optional.empty());
  }
}
