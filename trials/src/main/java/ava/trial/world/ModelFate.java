package ava.trial.world;

import ava.simulator.model.ModelFault;
import ava.simulator.model.ModelFault.Transcribe;
import ava.simulator.model.ModelServer;
import ava.trial.world.WorldDialer.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What goes wrong with the model, and with one session of it.
final class ModelFate {
  private static final List<Integer> CODES = List.of(1000, 1001, 1006, 1011, 4000, 1000);
  private static final List<Integer> REFUSALS = List.of(500, 503, 429, 401, 403, 500);
  private static final List<String> FAILURES =
      List.of(
          "server_error",
          "rate_limit_exceeded",
          "server_error",
          "rate_limit_exceeded",
          "server_error",
          "server_error");

  private final World world;
  private final ModelServer model;
  private long downUntil;
  private long refusesUntil;
  private int refusal = 500;

  ModelFate(World world, ModelServer model) {
    this.world = world;
    this.model = model;
  }

  /// A handshake arrives at the model.
  Answer admit(URI uri, Map<String, String> headers) {
    if (world.now() < downUntil) {
      return Long.remainderUnsigned(Seed.mix(world.seed().value(), world.now()), 2) == 0
          ? new Answer.Silence()
          : new Answer.NoConnection();
    }
    if (world.now() < refusesUntil) {
      return new Answer.Refusal(refusal, "{\"error\":{\"code\":\"refused\"}}");
    }
    return switch (model.admit(uri, headers)) {
      case ModelServer.Entry.Refused(var status, var body) -> new Answer.Refusal(status, body);
      case ModelServer.Entry.Welcome(var session) ->
          new Answer.Taken(socket -> {
            var ear = session.apply(socket);
            ((LinkEnd) socket).link().label("session " + model.sessions());
            return ear;
          });
    };
  }

  void ofAll(Fault fault) {
    var until = world.now() + fault.length().toNanos();
    if (fault.mischief() == Mischief.MODEL_DOWN) {
      downUntil = Math.max(downUntil, until);
    } else {
      refusesUntil = Math.max(refusesUntil, until);
      refusal = REFUSALS.get((fault.amount() - 1) % REFUSALS.size());
    }
  }

  /// @param session that serves the call which suffers, 0 for none yet
  void ofSession(Fault fault, int session) {
    if (session == 0) {
      return;
    }
    var variant = fault.amount() - 1;
    switch (fault.mischief()) {
      case SESSION_DROPS -> model.drop(session);
      case SESSION_CLOSES -> closes(session, CODES.get(variant % CODES.size()));
      case SESSION_EXPIRES -> model.fail(session, "session_expired");
      case SESSION_FREEZES -> model.freeze(session);
      case SESSION_SLOW ->
          arm(session, 20 * fault.amount(), new ModelFault.DelayEvents(fault.length()));
      case ANSWER_STALLS -> arm(session, 1, new ModelFault.Stall(fault.length()));
      case ANSWER_FAILS ->
          arm(
              session,
              fault.amount(),
              new ModelFault.FailResponse(FAILURES.get(variant % FAILURES.size())));
      case ANSWER_REFUSED ->
          arm(session, fault.amount(), new ModelFault.RefuseResponse("rate_limit_exceeded"));
      case ANSWER_FORGOTTEN -> arm(session, 1, new ModelFault.ForgetResponse());
      case ANSWER_CUT -> arm(session, 1, new ModelFault.Incomplete("max_output_tokens"));
      case ANSWER_MUTE -> arm(session, 1, new ModelFault.NoAudio());
      case LATE_DELTAS -> arm(session, 3, new ModelFault.LateDeltas(fault.amount()));
      case TRANSCRIPT_FIRST -> transcribes(session, fault, Transcribe.How.FIRST);
      case TRANSCRIPT_LATE -> transcribes(session, fault, Transcribe.How.AFTER_NEXT_TURN);
      case TRANSCRIPT_EMPTY -> transcribes(session, fault, Transcribe.How.EMPTY);
      case TRANSCRIPT_FAILS -> transcribes(session, fault, Transcribe.How.FAILED);
      case TRANSCRIPT_NEVER -> transcribes(session, fault, Transcribe.How.NEVER);
      case SPEECH_HELD -> arm(session, 1, new ModelFault.HoldSpeech(fault.length()));
      case TOOL_FIRST -> arm(session, 2, new ModelFault.ToolFirst());
      case TWO_PARTS -> arm(session, 2, new ModelFault.TwoParts());
      case NULLS ->
          arm(session, 2, new ModelFault.NullProperty("response.done", "/response/usage"));
      default -> throw new IllegalArgumentException(fault.toString());
    }
  }

  private void closes(int session, int code) {
    if (code == 1006) {
      model.drop(session);
    } else {
      model.close(session, code, "");
    }
  }

  private void transcribes(int session, Fault fault, Transcribe.How how) {
    arm(session, 1 + fault.amount() / 4, new Transcribe(how));
  }

  private void arm(int session, int times, ModelFault fault) {
    model.faultsOf(session).times(times, fault);
  }
}
