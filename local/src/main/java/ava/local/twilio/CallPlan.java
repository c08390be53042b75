package ava.local.twilio;

import ava.local.scenario.CallObserver;
import ava.local.scenario.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A call to be placed.
///
/// @param base where Ava's webhooks are: `/twiml` and `/call-status` are behind it
/// @param from the caller's number as Twilio shows it
/// @param caller who speaks; one for each call
/// @param dialOutcome how a `<Dial>` ends: `completed`, `busy`, `no-answer`, `failed`
/// @param recorded how long the caller speaks after a `<Record>`
/// @param patience the caller hangs up after so long, whatever happens
/// @param saidPerCharacter how long `<Say>` takes; zero makes it instant
public record CallPlan(
    URI base,
    String from,
    String to,
    Caller caller,
    LineFaults faults,
    CallObserver observer,
    String dialOutcome,
    Duration recorded,
    Duration patience,
    Duration saidPerCharacter) {

  /// A call that plays a scenario.
  public static CallPlan of(URI base, Scenario scenario) {
    return to(
        base, scenario.caller(), scenario.called(), new ScriptedCaller(scenario.callerSteps()));
  }

  /// A call of anybody.
  public static CallPlan to(URI base, String from, String to, Caller caller) {
    return new CallPlan(
        base,
        from,
        to,
        caller,
        LineFaults.NONE,
        CallObserver.NOBODY,
        "completed",
        Duration.ofSeconds(3),
        Duration.ofMinutes(4),
        Duration.ofMillis(65));
  }

  public CallPlan withFaults(LineFault... changed) {
    return new CallPlan(
        base,
        from,
        to,
        caller,
        LineFaults.of(changed),
        observer,
        dialOutcome,
        recorded,
        patience,
        saidPerCharacter);
  }

  public CallPlan withObserver(CallObserver changed) {
    return new CallPlan(
        base, from, to, caller, faults, changed, dialOutcome, recorded, patience, saidPerCharacter);
  }

  public CallPlan withDialOutcome(String changed) {
    return new CallPlan(
        base, from, to, caller, faults, observer, changed, recorded, patience, saidPerCharacter);
  }

  public CallPlan withPatience(Duration changed) {
    return new CallPlan(
        base, from, to, caller, faults, observer, dialOutcome, recorded, changed, saidPerCharacter);
  }

  /// Nobody waits for what Twilio itself says and records.
  public CallPlan withoutWaiting() {
    return new CallPlan(
        base,
        from,
        to,
        caller,
        faults,
        observer,
        dialOutcome,
        Duration.ofMillis(1),
        patience,
        Duration.ZERO);
  }

  Optional<Duration> hangUpAt() {
    return faults.find(LineFault.HangUp.class).map(LineFault.HangUp::at);
  }
}
