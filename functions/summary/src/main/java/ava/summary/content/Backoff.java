package ava.summary.content;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next try.
final class Backoff {
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration FIRST = Duration.ofMillis(500);

  private final Clock clock;
  private final DoubleSupplier random;

  /// @param random from 0 to 1, exclusive
  Backoff(Clock clock, DoubleSupplier random) {
    this.clock = clock;
    this.random = random;
  }

  /// @param tries how many have failed
  Duration before(int tries) {
    var doubled = FIRST.multipliedBy(1L << (tries - 1));
    var most = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofMillis((long) (most.toMillis() * (1 - 0.25 * random.getAsDouble())));
  }

  /// What the answer's headers ask for: milliseconds, seconds, or a date.
  Optional<Duration> asked(@Nullable String retryAfterMillis, @Nullable String retryAfter) {
    var asked =
        number(retryAfterMillis, 1).or(() -> number(retryAfter, 1000)).or(() -> until(retryAfter));
    return asked
        .filter(delay -> !delay.isNegative())
        .map(delay -> delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
  }

  private static Optional<Duration> number(@Nullable String header, int millis) {
    if (header == null || !header.strip().matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis((long) (Double.parseDouble(header.strip()) * millis)));
  }

  private Optional<Duration> until(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      var date = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), date.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
