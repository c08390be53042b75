package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Hand clock = new Hand();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void floodIsOneLineAMinuteWithItsCount() {
    var refusals = new RefusalLog(clock);

    for (var n = 0; n < 1_000; n++) {
      refusals.refused(403, "no signature");
    }
    clock.now = clock.now.plusSeconds(60);
    refusals.refused(503, "full");

    assertThat(lines.list)
        .extracting(line -> line.getKeyValuePairs().toString())
        .containsExactly(
            "[status=\"403\", reason=\"no signature\", count=\"1\"]",
            "[status=\"503\", reason=\"full\", count=\"1000\"]");
  }

  /// A clock that is put forward by hand.
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-11-22T09:41:12Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
