package ava.trial.world;

import java.time.Duration;

/// All that can go wrong in the world. Lengths are in milliseconds; what they mean is said by
/// whoever makes the mischief.
enum Mischief {
  // the caller's line
  LINE_STALLS(Where.LINE, 200, 12_000),
  LINE_RESETS(Where.LINE, 0, 0),
  LINE_GOES_DEAD(Where.LINE, 2_000, 20_000),
  MARKS_LATE(Where.PHONE, 50, 2_000),
  MARKS_DOUBLED(Where.PHONE, 0, 0),
  FRAMES_LOST(Where.PHONE, 5, 200),
  FRAMES_DROPPED(Where.PHONE, 200, 3_000),
  NOISE(Where.PHONE, 1_000, 30_000),
  UNKNOWN_EVENTS(Where.PHONE, 100, 2_000),
  NO_STOP(Where.PHONE, 0, 0),
  SECOND_STREAM(Where.PHONE, 100, 8_000),
  RING_DOUBLED(Where.PHONE, 10, 3_000),
  CALLBACKS_LATE(Where.PHONE, 1_000, 90_000),
  CALLBACKS_DOUBLED(Where.PHONE, 0, 0),
  CALLBACKS_REORDERED(Where.PHONE, 0, 0),
  CALLBACKS_LOST(Where.PHONE, 0, 0),
  NO_RECORDING(Where.PHONE, 0, 0),

  // one session of the model
  SESSION_DROPS(Where.SESSION, 0, 0),
  SESSION_CLOSES(Where.SESSION, 0, 0),
  SESSION_EXPIRES(Where.SESSION, 0, 0),
  SESSION_FREEZES(Where.SESSION, 0, 0),
  SESSION_SLOW(Where.SESSION, 50, 1_500),
  ANSWER_STALLS(Where.SESSION, 0, 1_500),
  ANSWER_FAILS(Where.SESSION, 0, 0),
  ANSWER_REFUSED(Where.SESSION, 0, 0),
  ANSWER_FORGOTTEN(Where.SESSION, 0, 0),
  ANSWER_CUT(Where.SESSION, 0, 0),
  ANSWER_MUTE(Where.SESSION, 0, 0),
  LATE_DELTAS(Where.SESSION, 0, 0),
  TRANSCRIPT_FIRST(Where.SESSION, 0, 0),
  TRANSCRIPT_LATE(Where.SESSION, 0, 0),
  TRANSCRIPT_EMPTY(Where.SESSION, 0, 0),
  TRANSCRIPT_FAILS(Where.SESSION, 0, 0),
  TRANSCRIPT_NEVER(Where.SESSION, 0, 0),
  SPEECH_HELD(Where.SESSION, 1_000, 35_000),
  TOOL_FIRST(Where.SESSION, 0, 0),
  TWO_PARTS(Where.SESSION, 0, 0),
  NULLS(Where.SESSION, 0, 0),

  // the model
  MODEL_DOWN(Where.MODEL, 500, 60_000),
  MODEL_REFUSES(Where.MODEL, 500, 60_000),

  // another voice than the model's: lengths are of what lasts, the rest befalls some texts
  VOICE_REFUSES(Where.VOICE, 500, 60_000),
  VOICE_AWAY(Where.VOICE, 500, 60_000),
  VOICE_IGNORES(Where.VOICE, 500, 20_000),
  VOICE_WITHOUT_MU_LAW(Where.VOICE, 500, 60_000),
  VOICE_THROTTLES(Where.VOICE, 0, 0),
  VOICE_FAILS(Where.VOICE, 0, 0),
  VOICE_SLOW(Where.VOICE, 0, 0),
  VOICE_SILENT(Where.VOICE, 0, 0),
  VOICE_PAUSES(Where.VOICE, 0, 0),
  VOICE_BREAKS(Where.VOICE, 0, 0),
  VOICE_CUT(Where.VOICE, 0, 0),

  // the bridges
  BRIDGE_DIES(Where.BRIDGE, 0, 0),
  BRIDGE_DRAINS(Where.BRIDGE, 0, 0),
  BRIDGES_REPLACED(Where.BRIDGE, 0, 0),
  BRIDGE_PAUSES(Where.BRIDGE, 100, 3_000),
  CLOCK_OFF(Where.BRIDGE, 100, 2_000),

  // AWS
  TABLE_SLOW(Where.CLOUD, 1_000, 20_000),
  TABLE_THROTTLES(Where.CLOUD, 500, 20_000),
  TABLE_FAILS(Where.CLOUD, 500, 20_000),
  TABLE_RESETS(Where.CLOUD, 500, 20_000),
  TABLE_DOWN(Where.CLOUD, 500, 60_000),
  TABLE_LOSES_ANSWERS(Where.CLOUD, 200, 10_000),
  QUEUE_FAILS(Where.CLOUD, 500, 20_000),
  QUEUE_LOSES_ANSWERS(Where.CLOUD, 200, 10_000),
  QUEUE_DOWN(Where.CLOUD, 500, 60_000),
  QUEUE_DOUBLES(Where.CLOUD, 0, 0),
  MAIL_THROTTLES(Where.CLOUD, 500, 20_000),
  MAIL_REFUSES(Where.CLOUD, 500, 20_000),
  MAIL_LOSES_ANSWERS(Where.CLOUD, 200, 10_000),
  MAIL_DOWN(Where.CLOUD, 500, 60_000),

  // functions and what they ask
  TELEPHONE_COLD(Where.FUNCTION, 1_000, 3_000),
  TELEPHONE_DIES(Where.FUNCTION, 0, 0),
  SUMMARY_COLD(Where.FUNCTION, 1_000, 5_000),
  SUMMARY_DIES(Where.FUNCTION, 0, 0),
  CHAT_FAILS(Where.WEB, 500, 60_000),
  CHAT_SILENT(Where.WEB, 500, 60_000),
  HOOK_FAILS(Where.WEB, 500, 60_000);

  /// Where it happens.
  enum Where {
    LINE,
    /// As [#LINE], decided before the call.
    PHONE,
    SESSION,
    MODEL,
    VOICE,
    BRIDGE,
    CLOUD,
    FUNCTION,
    WEB
  }

  private final Where where;
  private final int least;
  private final int most;

  Mischief(Where where, int least, int most) {
    this.where = where;
    this.least = least;
    this.most = most;
  }

  Where where() {
    return where;
  }

  Duration length(Draws draws) {
    return Duration.ofMillis(draws.between(least, most));
  }

  /// Whether it may stay for ever: then only the rest of the world has to work.
  boolean mayStay() {
    return switch (this) {
      case MODEL_DOWN,
          MODEL_REFUSES,
          VOICE_REFUSES,
          VOICE_AWAY,
          TABLE_DOWN,
          TABLE_THROTTLES,
          QUEUE_DOWN,
          MAIL_DOWN,
          MAIL_REFUSES,
          CHAT_FAILS,
          HOOK_FAILS ->
          true;
      default -> false;
    };
  }
}
