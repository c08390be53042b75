package ava.simulator.twilio;

import ava.simulator.scenario.Observation;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A `<Dial>`: how it ends, and what its action is told. Belongs to the loop.
///
/// @param fields those of the call
/// @param refuse notes an error of the application
record Dialling(
    CallPlan plan,
    CallTimeline timeline,
    CallFields fields,
    Webhooks webhooks,
    Sids sids,
    BiConsumer<Integer, String> refuse) {
  /// @param then gets what the action is told besides
  void obey(Verb.Dial dial, URI document, Consumer<Map<String, String>> then) {
    var outcome = plan.beyond().dialOutcome();
    timeline.note(at -> new Observation.Dialled(at, dial.number(), outcome));
    var child = sids.next("CA");
    Consumer<Boolean> ended = bridged -> then.accept(told(outcome, child, bridged));
    if (!outcome.equals("completed")) {
      ended.accept(false);
    } else if (dial.screen().isEmpty()) {
      ended.accept(plan.beyond().colleague() != Colleague.HANGS_UP);
    } else {
      var screen = dial.screen().get();
      var shown = dial.callerId().orElse(plan.from());
      var asked = fields.ofChild(child, shown, dial.number());
      new ColleagueLeg(webhooks, sids, asked, plan.beyond().colleague(), refuse, ended)
          .answered(DocumentAddresses.resolve(document, screen.url()), screen.method());
    }
  }

  private static Map<String, String> told(String outcome, String child, boolean bridged) {
    var told = new LinkedHashMap<String, String>();
    told.put("DialCallStatus", outcome);
    told.put("DialCallSid", child);
    told.put("DialBridged", Boolean.toString(bridged));
    told.put("DialCallDuration", outcome.equals("completed") ? "12" : "0");
    return told;
  }
}
