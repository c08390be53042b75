package ava.simulator.twilio;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// The leg that a `<Dial>` opened: the colleague hears what `<Number url>` says, apart from the
/// caller, and may press a key. A document that ends connects the two; `<Hangup>`, an error and a
/// colleague who hangs up do not. Source: Twilio, "TwiML Voice: `<Number>`".
final class ColleagueLeg {
  private static final int MOST_DOCUMENTS = 10;

  private final Webhooks webhooks;
  private final Map<String, String> fields;
  private final Colleague colleague;
  private final BiConsumer<Integer, String> refuse;

  private sealed interface Next {
    record Fetch(URI url, String method, Map<String, String> keys) implements Next {}

    record Over(boolean connected) implements Next {}
  }

  /// @param fields those of the child call
  /// @param refuse notes an error of the application
  ColleagueLeg(
      Webhooks webhooks,
      Map<String, String> fields,
      Colleague colleague,
      BiConsumer<Integer, String> refuse) {
    this.webhooks = webhooks;
    this.fields = fields;
    this.colleague = colleague;
    this.refuse = refuse;
  }

  /// @return whether the caller and the colleague are connected
  boolean connects(URI url, String method) {
    Next next = new Next.Fetch(url, method, Map.of());
    for (var document = 0; document < MOST_DOCUMENTS; document++) {
      switch (next) {
        case Next.Over(var connected) -> {
          return connected;
        }
        case Next.Fetch fetch -> next = obey(fetch);
      }
    }
    return false;
  }

  private Next obey(Next.Fetch fetch) {
    var sent = new TreeMap<>(fields);
    sent.putAll(fetch.keys());
    var answer = webhooks.request(fetch.method(), fetch.url(), sent);
    if (answer.status() / 100 != 2) {
      refuse.accept(11200, fetch.url().getPath() + " answered " + answer.status());
      return new Next.Over(false);
    }
    var verbs =
        Twiml.read(answer.answer(), fault -> refuse.accept(fault.code(), fault.reason()))
            .orElse(List.of(new Verb.Hangup()));
    for (var verb : verbs) {
      var next = obey(verb, fetch.url());
      if (next.isPresent()) {
        return next.get();
      }
    }
    return new Next.Over(true);
  }

  private Optional<Next> obey(Verb verb, URI document) {
    return switch (verb) {
      case Verb.Say _, Verb.Pause _ -> Optional.empty();
      case Verb.Gather gather -> gather(gather, document);
      case Verb.Hangup _, Verb.Reject _ -> Optional.of(new Next.Over(false));
      case Verb.Redirect(var url, var method) ->
          Optional.of(new Next.Fetch(CallRun.resolve(document, url), method, Map.of()));
      case Verb.Dial _, Verb.RecordVoice _, Verb.Stream _ -> {
        refuse.accept(12200, "<" + verb.name() + "> is not allowed before two are connected");
        yield Optional.of(new Next.Over(false));
      }
    };
  }

  private Optional<Next> gather(Verb.Gather gather, URI document) {
    if (colleague == Colleague.HANGS_UP) {
      return Optional.of(new Next.Over(false));
    }
    if (colleague.keys().isEmpty() && !gather.evenWithoutKeys()) {
      return Optional.empty();
    }
    var action = gather.action().map(url -> CallRun.resolve(document, url)).orElse(document);
    return Optional.of(
        new Next.Fetch(action, gather.method(), Map.of("Digits", colleague.keys().orElse(""))));
  }
}
