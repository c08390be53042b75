package ava.simulator.twilio;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The leg that a `<Dial>` opened: the colleague hears what `<Number url>` says, apart from the
/// caller, and may press a key. A document that ends connects the two; `<Hangup>`, an error and a
/// colleague who hangs up do not. Source: Twilio, "TwiML Voice: `<Number>`". Belongs to the loop.
final class ColleagueLeg {
  private static final int MOST_DOCUMENTS = 10;

  private final Webhooks webhooks;
  private final Sids sids;
  private final Map<String, String> fields;
  private final Colleague colleague;
  private final BiConsumer<Integer, String> refuse;
  private final Consumer<Boolean> connected;
  private int documents;

  /// @param fields those of the child call
  /// @param refuse notes an error of the application
  /// @param connected is told whether the caller and the colleague are connected
  ColleagueLeg(
      Webhooks webhooks,
      Sids sids,
      Map<String, String> fields,
      Colleague colleague,
      BiConsumer<Integer, String> refuse,
      Consumer<Boolean> connected) {
    this.webhooks = webhooks;
    this.sids = sids;
    this.fields = fields;
    this.colleague = colleague;
    this.refuse = refuse;
    this.connected = connected;
  }

  void answered(URI url, String method) {
    fetch(url, method, Map.of());
  }

  private void fetch(URI url, String method, Map<String, String> keys) {
    documents++;
    if (documents > MOST_DOCUMENTS) {
      connected.accept(false);
      return;
    }
    var sent = new TreeMap<>(fields);
    sent.putAll(keys);
    var hook = new Webhooks.Hook(method, url, sent, sids.token());
    webhooks.request(hook, answer -> obey(answer, url));
  }

  private void obey(TwilioRequest answer, URI document) {
    if (answer.status() / 100 != 2) {
      refuse.accept(11200, document.getPath() + " answered " + answer.status());
      connected.accept(false);
      return;
    }
    var verbs =
        TwimlReader.read(answer.answer(), fault -> refuse.accept(fault.code(), fault.reason()))
            .orElse(List.of(new Verb.Hangup()));
    for (var verb : verbs) {
      if (leadsAway(verb, document)) {
        return;
      }
    }
    connected.accept(true);
  }

  private boolean leadsAway(Verb verb, URI document) {
    return switch (verb) {
      case Verb.Say _, Verb.Pause _ -> false;
      case Verb.Gather gather -> gathers(gather, document);
      case Verb.Hangup _, Verb.Reject _ -> ends();
      case Verb.Redirect(var url, var method) -> {
        fetch(DocumentAddresses.resolve(document, url), method, Map.of());
        yield true;
      }
      case Verb.Dial _, Verb.RecordVoice _, Verb.Stream _ -> {
        refuse.accept(12200, "<" + verb.name() + "> is not allowed before two are connected");
        yield ends();
      }
    };
  }

  private boolean ends() {
    connected.accept(false);
    return true;
  }

  private boolean gathers(Verb.Gather gather, URI document) {
    if (colleague == Colleague.HANGS_UP) {
      return ends();
    }
    if (colleague.keys().isEmpty() && !gather.evenWithoutKeys()) {
      return false;
    }
    var action =
        gather.action().map(url -> DocumentAddresses.resolve(document, url)).orElse(document);
    fetch(action, gather.method(), Map.of("Digits", colleague.keys().orElse("")));
    return true;
  }
}
