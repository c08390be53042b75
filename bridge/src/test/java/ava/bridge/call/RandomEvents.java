package ava.bridge.call;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.NextStep;
import ava.shared.call.Speaker;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Events of all sources in any order, drawn by a seed.
final class RandomEvents {
  private static final List<String> RESPONSES = List.of("r1", "r2", "r3");
  private static final List<String> ANSWERS = List.of("a1", "a2", "a3");
  private static final List<String> SPEECHES = List.of("u1", "u2", "u3");
  private static final List<String> PLACES =
      List.of("u1", "u2", "a1", "a2", "nobody", CallFlow.GREETING_ITEM, "");
  private static final List<String> TOOLS =
      List.of(Steps.HANG_UP, Steps.TRANSFER, Steps.NOTE, Steps.WAIT);
  private static final List<Event> RARE =
      List.of(
          Steps.ready(),
          new Event.ModelLost(Cause.TRANSIENT, "1006"),
          new Event.ModelLost(Cause.REFUSED, "401"),
          new Event.AnswerRefused(),
          new Event.AskFailed(),
          new Event.VoiceAway(true),
          new Event.VoiceAway(false),
          new Event.ToolFinished("c1", "{}"),
          new Event.KeyPressed('7'),
          new Event.KeyPressed('#'),
          new Event.CallerAudio("fn5+", 20),
          new Event.PeerStalled(Event.PeerStalled.Peer.CALLER),
          new Event.PeerStalled(Event.PeerStalled.Peer.MODEL),
          new Event.Drain(),
          new Event.CallerLeft(true),
          new Event.CallerLeft(false),
          new Event.NextSaved(new NextStep.HangUp()),
          new Event.NextSaved(new NextStep.Resume()),
          new Event.NextSaved(new NextStep.Voicemail()));

  private final SplittableRandom random;

  RandomEvents(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// From one event to as many as that.
  List<Event> some(int most) {
    return IntStream.range(0, random.nextInt(1, most + 1)).mapToObj(_ -> next()).toList();
  }

  Event next() {
    return switch (random.nextInt(36)) {
      case 0, 1, 2, 3, 4, 5 ->
          new Event.MarkPlayed("g" + random.nextInt(1, 4) + ":" + random.nextInt(1, 31));
      case 6, 7, 8, 9 ->
          new Event.AnswerAudio(
              of(RESPONSES), of(ANSWERS), part(), Steps.audio(of(List.of(60, 200, 700))));
      case 10, 11 -> new Event.ResponseStarted(of(RESPONSES));
      case 12, 13 -> Steps.ended(of(RESPONSES), of(List.of(Outcome.values())));
      case 14, 15 -> new Event.AnswerAudioDone(of(RESPONSES), of(ANSWERS), part());
      case 16, 17 -> new Event.AnswerTextDone(of(RESPONSES), of(ANSWERS), part(), "un deux trois");
      case 18, 19 -> new Event.SpeechStarted(of(SPEECHES));
      case 20, 21 -> new Event.SpeechStopped(of(SPEECHES));
      case 22 -> new Event.CallerWords(of(SPEECHES), "ou");
      case 23 -> Steps.said(of(SPEECHES), "oui");
      case 24 -> new Event.TranscriptFailed(of(SPEECHES));
      case 25 -> placed(of(SPEECHES), Speaker.CALLER);
      case 26 -> placed(of(ANSWERS), Speaker.AVA);
      case 27 -> new Event.TimerFired(of(List.of(Timer.values())));
      case 28 -> new Event.ToolCalled(of(RESPONSES), of(List.of("c1", "c2")), of(TOOLS), "{}");
      case 29, 30 ->
          new Event.AnswerWritten(of(RESPONSES), of(ANSWERS), "Un deux trois quatre cinq, oui. ");
      case 31 -> new Event.AnswerWrittenDone(of(RESPONSES), of(ANSWERS), "Un deux.");
      case 32, 33 ->
          new Event.SpeechAudio(random.nextInt(1, 8), Optional.empty(), Steps.audio(700));
      case 34 ->
          random.nextBoolean()
              ? new Event.SpeechDone(random.nextInt(1, 8))
              : new Event.SpeechFailed(random.nextInt(1, 8), random.nextBoolean(), "");
      case 35 -> random.nextBoolean() ? new Event.StandInStarted(of(RESPONSES)) : of(RARE);
      default -> of(RARE);
    };
  }

  private int part() {
    return random.nextInt(10) == 0 ? 1 : 0;
  }

  private Event placed(String item, Speaker speaker) {
    var place = of(PLACES);
    return new Event.ItemPlaced(
        item, place.isEmpty() ? Optional.empty() : Optional.of(place), speaker);
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
