package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An answer that the model writes and another voice reads out, line by line. Each line is a part
/// of its item of its own, so that what was heard of it counts sentence by sentence. A value.
///
/// @param page what is being written
/// @param parts how many parts have begun to sound, over all of its items
/// @param ahead lines that were not asked for
/// @param asked the line whose sound comes
/// @param movedAt when it was asked for, or its sound last came
/// @param end how the model's response ended, once it has
/// @param standIn the model's own voice speaks the rest
record Manuscript(
    String responseId,
    Page page,
    int parts,
    List<Line> ahead,
    Optional<Line> asked,
    Instant movedAt,
    Optional<Outcome> end,
    Optional<StandIn> standIn) {
  /// The bytes of sound that a letter takes: some fifteen letters are a second.
  private static final int BYTES_PER_LETTER = 8_000 / 15;

  /// One item of the answer.
  ///
  /// @param written all that was written of it
  /// @param rest what of that is not cut into lines yet
  record Page(String itemId, String written, String rest) {
    private static Page begun(String itemId) {
      return new Page(itemId, "", "");
    }

    private Page with(String more) {
      return new Page(itemId, written + more, rest + more);
    }

    private Page cutTo(String uncut) {
      return new Page(itemId, written, uncut);
    }

    private boolean isCut() {
      return written.length() > rest.length();
    }
  }

  /// A line.
  ///
  /// @param number over all of the call; 0 before it is asked for
  /// @param begun some of its sound has come
  /// @param bytes of its sound so far
  /// @param told how many of its words came with their sound
  record Line(int number, String itemId, String text, boolean begun, long bytes, int told) {
    private Line sounding(long more, int words) {
      return new Line(number, itemId, text, true, bytes + more, told + words);
    }

    /// How many words have sounded: never more than that, rather one twice than one not at all.
    private int said() {
      var expected = Math.max(1L, (long) text.length() * BYTES_PER_LETTER);
      return told > 0 ? told : (int) Math.min(words().size(), words().size() * bytes / expected);
    }

    private List<String> words() {
      return List.of(text.split(" "));
    }

    String saidWords() {
      return String.join(" ", words().subList(0, Math.min(said(), words().size())));
    }

    String unsaidWords() {
      return String.join(" ", words().subList(Math.min(said(), words().size()), words().size()));
    }
  }

  /// The model's own voice in place of the other.
  ///
  /// @param responseId once it has begun
  record StandIn(boolean asked, Optional<String> responseId, boolean spoke) {
    static final StandIn WANTED = new StandIn(false, Optional.empty(), false);
    static final StandIn ASKED = new StandIn(true, Optional.empty(), false);

    static StandIn begun(String responseId) {
      return new StandIn(true, Optional.of(responseId), false);
    }

    static StandIn speaking(String responseId) {
      return new StandIn(true, Optional.of(responseId), true);
    }
  }

  Manuscript {
    ahead = List.copyOf(ahead);
  }

  /// The item that is written.
  String itemId() {
    return page.itemId();
  }

  static Manuscript of(String responseId, String itemId, Instant now) {
    return new Manuscript(
        responseId,
        Page.begun(itemId),
        0,
        List.of(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty());
  }

  /// More is written, in this item or in the next.
  Manuscript writing(String item, String delta) {
    var here = item.equals(itemId()) ? this : cut(true).on(Page.begun(item));
    return here.on(here.page.with(delta)).cut(false);
  }

  /// An item is written whole.
  Manuscript writtenWhole(String item, String text) {
    var here = item.equals(itemId()) ? this : writing(item, "");
    var known = here.page.written();
    var missing = text.startsWith(known) ? text.substring(known.length()) : "";
    return here.on(here.page.with(missing)).cut(true);
  }

  private Manuscript on(Page changed) {
    return with(changed, ahead);
  }

  private Manuscript with(Page changed, List<Line> lines) {
    return new Manuscript(responseId, changed, parts, lines, asked, movedAt, end, standIn);
  }

  private Manuscript cut(boolean whole) {
    var lines = new ArrayList<>(ahead);
    var uncut = page.rest();
    var first = isFresh();
    var end = SentenceCut.end(uncut, first, whole);
    while (end.isPresent()) {
      var text = SentenceCut.spoken(uncut.substring(0, end.get()));
      if (!text.isEmpty()) {
        lines.add(new Line(0, itemId(), text, false, 0, 0));
      }
      uncut = uncut.substring(end.get());
      end = SentenceCut.end(uncut, false, whole);
    }
    return with(page.cutTo(uncut), lines);
  }

  /// Whether nothing of it was cut before.
  private boolean isFresh() {
    return ahead.isEmpty() && asked.isEmpty() && !page.isCut();
  }

  /// The next line is asked for.
  Manuscript asking(int number, Instant now) {
    var line = ahead.getFirst();
    var next = new Line(number, line.itemId(), line.text(), false, 0, 0);
    return new Manuscript(
        responseId,
        page,
        parts,
        ahead.subList(1, ahead.size()),
        Optional.of(next),
        now,
        end,
        standIn);
  }

  /// Sound of the line that was asked for. What comes with its words is a part of its own.
  ///
  /// @param words how many end in it, empty when nobody knows
  Manuscript sounding(long bytes, Optional<Integer> words, Instant now) {
    var line = asked.orElseThrow();
    var begins = !line.begun() || words.isPresent();
    return new Manuscript(
        responseId,
        page,
        begins ? parts + 1 : parts,
        ahead,
        Optional.of(line.sounding(bytes, words.orElse(0))),
        now,
        end,
        standIn);
  }

  /// The line has sounded whole.
  Manuscript sounded() {
    return without(ahead, Optional.empty());
  }

  private Manuscript without(List<Line> lines, Optional<Line> line) {
    return new Manuscript(responseId, page, parts, lines, line, movedAt, end, standIn);
  }

  /// No more is written.
  Manuscript ended(Outcome outcome) {
    var all = cut(true);
    return new Manuscript(
        responseId, all.page, parts, all.ahead, asked, movedAt, Optional.of(outcome), standIn);
  }

  /// The other voice speaks no more of it: what it has not said of its line comes first again.
  Manuscript broken() {
    var left = asked.map(Line::unsaidWords).filter(words -> !words.isEmpty());
    var lines = new ArrayList<Line>();
    left.ifPresent(text -> lines.add(new Line(0, line().itemId(), text, false, 0, 0)));
    lines.addAll(ahead);
    return without(lines, Optional.empty()).standing(StandIn.WANTED);
  }

  private Line line() {
    return asked.orElseThrow();
  }

  Manuscript standing(StandIn by) {
    var begins = by.asked() && standIn.filter(StandIn::asked).isEmpty();
    return new Manuscript(
        responseId, page, begins ? parts + 1 : parts, ahead, asked, movedAt, end, Optional.of(by));
  }

  /// All that was not said.
  String unsaid() {
    return Stream.concat(ahead.stream().map(Line::text), Stream.of(SentenceCut.spoken(page.rest())))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// The item that is read, or was read last.
  String readItem() {
    return asked.or(() -> ahead.stream().findFirst()).map(Line::itemId).orElse(itemId());
  }

  /// Whether the other voice owes sound.
  boolean waits() {
    return asked.isPresent() && standIn.isEmpty();
  }

  /// Whether no line of it is left to be asked for, and none comes any more.
  boolean isAskedWhole() {
    return end.isPresent() && ahead.isEmpty() && standIn.isEmpty();
  }

  /// Whether nothing is left of it to be said.
  boolean isRead() {
    return isAskedWhole() && asked.isEmpty();
  }
}
