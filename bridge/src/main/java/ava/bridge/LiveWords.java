package ava.bridge;

import ava.shared.aws.OutOfReach;
import ava.shared.loop.Loop;
import ava.shared.table.LiveTalk;
import ava.shared.table.LiveTalk.Talk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells those who look on what is being said, while somebody does: one write for all calls of the
/// loop, at most one each [#EVERY] whatever is said and however many look on, and none that waits
/// behind another. What cannot be written is not: the finished turns come all the same. Thread: the
/// loop.
final class LiveWords {
  static final Duration EVERY = Duration.ofMillis(700);

  /// How long it is believed that somebody looks on, or nobody.
  static final Duration BELIEVED = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(LiveWords.class);

  private final Exchange.Around around;
  private final LiveTalk table;
  private final Supplier<List<Talk>> talks;

  private Loop.Running next = Loop.Running.OVER;
  private boolean beating;
  private boolean asking;
  private boolean watched;
  private Instant believedUntil = Instant.EPOCH;
  private List<Talk> told = List.of();
  private Optional<String> name = Optional.empty();

  /// @param talks what is being said in the calls that are here
  LiveWords(Exchange.Around around, LiveTalk table, Supplier<List<Talk>> talks) {
    this.around = around;
    this.table = table;
    this.talks = talks;
  }

  /// Calls are here from now on.
  void begin() {
    if (!beating) {
      beating = true;
      next = around.loop().after(EVERY, this::beat);
    }
  }

  /// Tells nothing any more.
  void close() {
    next.cancel();
  }

  private void beat() {
    var now = talks.get();
    if (now.isEmpty() && told.isEmpty()) {
      beating = false;
      return;
    }
    if (!asking) {
      tellOrLook(now);
    }
    next = around.loop().after(EVERY, this::beat);
  }

  private void tellOrLook(List<Talk> now) {
    if (!now.isEmpty() && !around.loop().now().isBefore(believedUntil)) {
      believedUntil = around.loop().now().plus(BELIEVED);
      beside(table::isWatched, seen -> watched = seen);
      return;
    }
    var said = watched ? now : List.<Talk>of();
    if (!said.equals(told)) {
      told = said;
      var writer = name.orElseGet(around.ids());
      name = Optional.of(writer);
      beside(() -> tell(writer, said), _ -> {});
    }
  }

  private boolean tell(String writer, List<Talk> said) {
    table.tell(writer, said);
    return true;
  }

  /// @param answer comes back to the loop, false when the table is out of reach
  private void beside(BooleanSupplier request, Consumer<Boolean> answer) {
    asking = true;
    around
        .beside()
        .run(() -> {
          var answered = tried(request);
          around
              .loop()
              .execute(() -> {
                asking = false;
                answer.accept(answered);
              });
        });
  }

  private static boolean tried(BooleanSupplier request) {
    try {
      return request.getAsBoolean();
    } catch (OutOfReach e) {
      LOG.atWarn().addKeyValue("why", e.toString()).log("live words not told");
      return false;
    }
  }
}
