package ava.bridge.twilio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of refused handshakes: at once of the first, then at most once a minute and of how many
/// there were since. Anybody may knock, a thousand times a second. Not safe for use by several
/// threads.
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Clock clock;
  private Instant next = Instant.MIN;
  private long untold;

  RefusalLog(Clock clock) {
    this.clock = clock;
  }

  void refused(int status, String reason) {
    untold++;
    var now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("status", status)
        .addKeyValue("reason", reason)
        .addKeyValue("count", untold)
        .log("media stream refused");
    untold = 0;
    next = now.plus(EVERY);
  }
}
