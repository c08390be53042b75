package ava.shared.call;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Instants as text of one width (`2026-11-22T09:41:12.345Z`), so that the order of the text is the
/// order of time.
public final class Timestamps {
  /// The zone whose midnight begins a day of calls, and whose clock a caller is told.
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  public static String format(Instant instant) {
    return FORM.format(instant);
  }
}
