package ava.shared.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A call as the table knows it.
public record CallRecord(
    CallSid callSid,
    PhoneNumber from,
    PhoneNumber to,
    Course course,
    NotedMessage message,
    Usage usage,
    Kept kept) {
  /// How a call went from ringing to its end.
  ///
  /// @param startedAt when the telephone rang
  /// @param next what Twilio must do once the bridge lets go of the stream
  /// @param resumes when the call was taken up again after a bridge was lost, oldest first
  public record Course(
      Instant startedAt,
      Optional<Instant> answeredAt,
      Optional<Instant> endedAt,
      Optional<EndReason> endReason,
      Optional<NextStep> next,
      List<Instant> resumes) {
    public Course {
      resumes = List.copyOf(resumes);
    }

    /// A call that rings and was not answered yet.
    public static Course ringing(Instant startedAt) {
      return new Course(
          startedAt,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
  }

  /// What is kept of a call besides its words.
  ///
  /// @param disclosure the proof that the caller was told that Ava is an AI
  /// @param recording what was left on the voicemail, when the caller was sent there
  /// @param summary the finished summary as its writer stored it
  /// @param voice who spoke, once the bridge took the call
  public record Kept(
      Optional<Disclosure> disclosure,
      Optional<Recording> recording,
      Optional<Summary> summary,
      Optional<Voice> voice) {
    /// Of a call of which nobody noted who spoke.
    public Kept(
        Optional<Disclosure> disclosure, Optional<Recording> recording, Optional<Summary> summary) {
      this(disclosure, recording, summary, Optional.empty());
    }

    public static final Kept NOTHING =
        new Kept(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same call with another card.
  public CallRecord with(NotedMessage noted) {
    return new CallRecord(callSid, from, to, course, noted, usage, kept);
  }

  /// The same call with another recording.
  public CallRecord with(Optional<Recording> recording) {
    return new CallRecord(
        callSid,
        from,
        to,
        course,
        message,
        usage,
        new Kept(kept.disclosure(), recording, kept.summary(), kept.voice()));
  }

  public Instant startedAt() {
    return course.startedAt();
  }

  public Optional<Instant> answeredAt() {
    return course.answeredAt();
  }

  public Optional<Instant> endedAt() {
    return course.endedAt();
  }

  public Optional<EndReason> endReason() {
    return course.endReason();
  }

  public Optional<NextStep> next() {
    return course.next();
  }

  public List<Instant> resumes() {
    return course.resumes();
  }

  public Optional<Disclosure> disclosure() {
    return kept.disclosure();
  }

  public Optional<Recording> recording() {
    return kept.recording();
  }

  public Optional<Summary> summary() {
    return kept.summary();
  }

  public Optional<Voice> voice() {
    return kept.voice();
  }

  /// Where Twilio keeps what was left on the voicemail.
  public Optional<String> voicemailUrl() {
    return recording().filter(Recording::left).map(Recording::url);
  }

  /// Who did not get the mail that was sent, oldest first.
  public List<MailRefusal> refused() {
    return summary().map(Summary::refused).orElse(List.of());
  }

  /// Whose voice Ava had.
  ///
  /// @param name provider and voice, `openai:marin` or `polly:Lea:generative`
  /// @param failed it failed, and the model had to stand in
  public record Voice(String name, boolean failed) {}

  /// What was said of being an AI, and when its last word had been played to the caller.
  public record Disclosure(String text, Instant heardAt, String mark) {}

  /// @param state how far the email is
  /// @param json the summary; empty until it is written
  /// @param messageId the mail service's id, once it took the mail
  /// @param refused who did not get the mail that was sent, oldest first
  public record Summary(
      SummaryState state, String json, Optional<String> messageId, List<MailRefusal> refused) {
    public Summary {
      refused = List.copyOf(refused);
    }

    public Summary(SummaryState state, String json, Optional<String> messageId) {
      this(state, json, messageId, List.of());
    }
  }
}
