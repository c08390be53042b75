package ava.simulator.twilio;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A call to be placed.
///
/// @param base where Ava's webhooks are: `/twiml` and `/call-status` are behind it
/// @param from the caller's number as Twilio shows it
/// @param caller who speaks; one for each call
/// @param patience the caller hangs up after so long, whatever happens
public record CallPlan(
    URI base,
    String from,
    String to,
    Caller caller,
    LineFaults faults,
    CallObserver observer,
    Beyond beyond,
    Duration patience) {

  /// What Twilio does by itself, beyond the stream.
  ///
  /// @param dialOutcome how a `<Dial>` ends: `completed` when it is answered, `busy`, `no-answer`,
  ///   `failed`
  /// @param colleague who answers it
  /// @param recorded how long the caller speaks after a `<Record>`
  /// @param recordings where recordings are kept
  /// @param saidPerCharacter how long `<Say>` takes; zero makes it instant
  public record Beyond(
      String dialOutcome,
      Colleague colleague,
      Duration recorded,
      URI recordings,
      Duration saidPerCharacter) {
    static final Beyond USUAL =
        new Beyond(
            "completed",
            Colleague.ACCEPTS,
            Duration.ofSeconds(3),
            URI.create("https://api.twilio.com"),
            Duration.ofMillis(65));
  }

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
        Beyond.USUAL,
        Duration.ofMinutes(4));
  }

  public CallPlan withFaults(LineFault... changed) {
    return new CallPlan(base, from, to, caller, LineFaults.of(changed), observer, beyond, patience);
  }

  public CallPlan withObserver(CallObserver changed) {
    return new CallPlan(base, from, to, caller, faults, changed, beyond, patience);
  }

  public CallPlan withPatience(Duration changed) {
    return new CallPlan(base, from, to, caller, faults, observer, beyond, changed);
  }

  public CallPlan withDialOutcome(String changed) {
    return beyond(
        new Beyond(
            changed,
            beyond.colleague,
            beyond.recorded,
            beyond.recordings,
            beyond.saidPerCharacter));
  }

  /// A `<Dial>` is answered, and then this happens.
  public CallPlan withColleague(Colleague changed) {
    return beyond(
        new Beyond(
            "completed", changed, beyond.recorded, beyond.recordings, beyond.saidPerCharacter));
  }

  /// Recordings are somewhere else than at Twilio's, see [RecordingsApi].
  public CallPlan withRecordings(URI changed) {
    return beyond(
        new Beyond(
            beyond.dialOutcome,
            beyond.colleague,
            beyond.recorded,
            changed,
            beyond.saidPerCharacter));
  }

  /// Nobody waits for what Twilio itself says and records.
  public CallPlan withoutWaiting() {
    return beyond(
        new Beyond(
            beyond.dialOutcome,
            beyond.colleague,
            Duration.ofMillis(1),
            beyond.recordings,
            Duration.ZERO));
  }

  private CallPlan beyond(Beyond changed) {
    return new CallPlan(base, from, to, caller, faults, observer, changed, patience);
  }

  Optional<Duration> hangUpAt() {
    return faults.find(LineFault.HangUp.class).map(LineFault.HangUp::at);
  }
}
