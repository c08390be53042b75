package ava.trial.soak;

import ava.simulator.model.Script;
import ava.simulator.scenario.Clip;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/// One session of the model: checks that the caller's frames come whole and in order, understands
/// their stamps, and answers with stamped frames. Safe for several threads.
public final class ModelSide implements Script.Player {
  private static final Pattern EXACTLY =
      Pattern.compile(
          "exactement[^«]{0,120}«\\s*(.+?)\\s*»(?!.*»)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final int MOST_COMPLAINTS = 5;

  private final int number;
  private final Random random;
  private final Sentences sentences;
  private final List<String> heard = new ArrayList<>();
  private final List<String> recalled = new ArrayList<>();
  private final List<String> disorder = new ArrayList<>();
  private int call;
  private int first = -1;
  private int next;
  private long padding;
  private int said;

  ModelSide(int number, Random random, Sentences sentences) {
    this.number = number;
    this.random = random;
    this.sentences = sentences;
  }

  @Override
  public synchronized void receives(byte[] audio) {
    for (var from = 0; from < audio.length; from += Clip.FRAME) {
      var stamp = Stamp.read(audio, from);
      if (stamp.isPresent()) {
        received(stamp.get());
      } else {
        padding++;
      }
    }
  }

  private void received(Stamp stamp) {
    if (first < 0) {
      call = stamp.source();
      first = stamp.index();
      next = stamp.index();
    }
    if (stamp.source() != call) {
      complain("image de l'appel " + stamp.source() + " reçue dans l'appel " + call);
      return;
    }
    if (stamp.index() != next) {
      complain("image " + stamp.index() + " reçue au lieu de " + next);
    }
    next = stamp.index() + 1;
  }

  private void complain(String what) {
    if (disorder.size() < MOST_COMPLAINTS) {
      disorder.add(what);
    }
  }

  @Override
  public synchronized String hears(byte[] utterance) {
    Set<String> words = new LinkedHashSet<>();
    for (var from = 0; from + Clip.FRAME <= utterance.length; ) {
      var stamp = Stamp.read(utterance, from);
      stamp
          .filter(s -> s.sentence() > 0)
          .ifPresent(s -> words.add(Chatter.words(s.source(), s.sentence())));
      from += stamp.isPresent() ? Clip.FRAME : Clip.BYTES_PER_MS;
    }
    var text = String.join(" ", words);
    if (!text.isEmpty()) {
      heard.add(text);
    }
    return text;
  }

  @Override
  public synchronized void recalls(String role, String text) {
    if (!role.equals("system")) {
      recalled.add(text);
    }
  }

  @Override
  public synchronized Script.Reply replies(String instructions, Set<String> tools) {
    var quoted = EXACTLY.matcher(instructions);
    said++;
    var text =
        quoted.find()
            ? quoted.group(1)
            : "Réponse "
                + said
                + " de la séance "
                + number
                + " : c'est noté, je transmets votre demande, y a-t-il autre chose ?";
    var frames = 75 + random.nextInt(150);
    var audio = new ByteArrayOutputStream();
    for (var index = 0; index < frames; index++) {
      audio.writeBytes(new Stamp(number, said, index, frames).frame());
    }
    sentences.said(number, said, text);
    return new Script.Reply(
        Optional.of(new Script.Speech(text, Clip.of(audio.toByteArray()))), List.of());
  }

  int number() {
    return number;
  }

  /// The call that it heard, 0 before it heard any.
  synchronized int call() {
    return call;
  }

  /// The index of the first frame, -1 before it came.
  public synchronized int first() {
    return first;
  }

  /// The index behind the last frame.
  synchronized int next() {
    return next;
  }

  /// How many frames came that no caller sent.
  synchronized long padding() {
    return padding;
  }

  /// The words of each turn.
  public synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /// What it was told of an earlier session.
  public synchronized List<String> recalled() {
    return List.copyOf(recalled);
  }

  /// What came in another order than it was sent.
  public synchronized List<String> disorder() {
    return List.copyOf(disorder);
  }
}
