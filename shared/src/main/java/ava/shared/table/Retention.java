package ava.shared.table;

import java.time.Duration;
import java.time.Instant;

/// For how many days calls are kept, with all that belongs to them: words, cards, summaries,
/// decisions, recordings, what can be searched. It holds for calls that begin from now on; those
/// that are there keep their day.
///
/// @param days from 1 to [#MOST_DAYS]
public record Retention(int days) {
  public static final int STANDARD_DAYS = 30;

  /// Nothing that was ever kept can be older.
  public static final int MOST_DAYS = 365;

  public static final Retention STANDARD = new Retention(STANDARD_DAYS);

  public Retention {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("calls are kept for 1 to " + MOST_DAYS + " days");
    }
  }

  /// When something is forgotten that is kept from then on.
  public Instant until(Instant from) {
    return from.plus(Duration.ofDays(days));
  }
}
