package ava.trial.world;

import ava.simulator.scenario.Clip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Who says what in a world: the sentences of its callers, and those of Ava as the model makes
/// them.
final class Cast {
  /// Speakers from here on are Ava, a new one for each of her sentences.
  private static final int AVA = 10_000;

  /// The first word of Ava's: callers have all before.
  private static final int AVAS_WORDS = Words.MOST / 2;

  private static final int WORDS_OF_A_CALLER = 1_024;
  private static final int WORDS_OF_AN_ANSWER = 16;
  private static final int MS_PER_LETTER = 65;

  private final Map<Integer, CallerPlan> callers = new HashMap<>();
  private final Map<Integer, Utterance> answers = new HashMap<>();
  private int spoken;

  Cast(List<CallerPlan> plans) {
    plans.forEach(plan -> callers.put(plan.call(), plan));
  }

  /// The n-th word of a caller.
  static String callersWord(int call, int n) {
    return Words.word(call * WORDS_OF_A_CALLER + n);
  }

  /// Whose word this is: a call's number; empty when it is Ava's or nobody's.
  static Optional<Integer> callOf(String word) {
    var number = Words.number(word);
    return number.isPresent() && number.getAsInt() < AVAS_WORDS
        ? Optional.of(number.getAsInt() / WORDS_OF_A_CALLER)
        : Optional.empty();
  }

  Optional<CallerPlan> caller(int call) {
    return Optional.ofNullable(callers.get(call));
  }

  /// A sentence of a caller's.
  Optional<Utterance> utterance(int call, int number) {
    return caller(call).flatMap(plan -> plan.utterance(number));
  }

  /// A new sentence of Ava's in words that nobody has said.
  ///
  /// @param length in words
  Utterance answer(int length, int framesPerWord) {
    var from = AVAS_WORDS + spoken * WORDS_OF_AN_ANSWER;
    var words =
        IntStream.range(from, from + Math.min(length, WORDS_OF_AN_ANSWER))
            .mapToObj(Words::word)
            .toList();
    return says(words, framesPerWord);
  }

  /// A sentence of Ava's in given words.
  Utterance phrase(String text, int framesPerWord) {
    return says(List.of(text.split(" ")), framesPerWord);
  }

  private Utterance says(List<String> words, int framesPerWord) {
    spoken++;
    var utterance = new Utterance(AVA + spoken, 1, words, framesPerWord);
    answers.put(utterance.speaker(), utterance);
    return utterance;
  }

  /// What Ava said under this number.
  Optional<Utterance> spoken(int speaker) {
    return Optional.ofNullable(answers.get(speaker));
  }

  /// What another voice reads, about as long as it takes to say.
  Utterance reading(String text) {
    var words = text.split(" ").length;
    return phrase(text, Math.ceilDiv(text.length() * MS_PER_LETTER, words * Clip.FRAME_MS));
  }

  /// A place in an answer of Ava's.
  ///
  /// @param frame up to which somebody has said it
  record Place(Utterance answer, int frame) {}

  /// Where in an answer somebody is who speaks for Ava, the model or another voice.
  ///
  /// @param index the frame of his that is heard
  /// @return empty when these are fixed words
  Optional<Place> placeOf(Utterance said, int index) {
    var first = said.words().getFirst();
    return answerWith(first)
        .map(answer -> place(answer, answer.words().indexOf(first), said, index));
  }

  private static Place place(Utterance answer, int from, Utterance said, int index) {
    var behind = Math.ceilDiv((index + 1) * answer.framesPerWord(), said.framesPerWord());
    return new Place(answer, from * answer.framesPerWord() + behind);
  }

  /// The sentence of Ava's in which a word of hers stands.
  Optional<Utterance> answerWith(String word) {
    var number = Words.number(word);
    return number.isPresent() && number.getAsInt() >= AVAS_WORDS
        ? spoken(AVA + 1 + (number.getAsInt() - AVAS_WORDS) / WORDS_OF_AN_ANSWER)
        : Optional.empty();
  }
}
