package ava.dashboard;

import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.State;
import ava.shared.message.MailLinks.Link;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// What was there before a link of a mail decided, as the page that tells of it holds it: signed,
/// for that link and that decision alone, good for ten minutes. Safe for use by several threads.
final class TakenBack {
  private static final Duration GOOD = Duration.ofMinutes(10);
  private static final String NEVER = "-";
  private static final Pattern FORM =
      Pattern.compile("((\\d{1,18}) ([A-Z_]{1,20}) ([0-9TZ:.-]{1,30})) ([0-9a-f.]{1,80})");

  private final SignedToken tokens;

  TakenBack(Secret secret, Clock clock) {
    this.tokens = new SignedToken(secret, clock);
  }

  /// @param seen the version of the decision that is to be taken back
  record Before(long seen, State state, Optional<Instant> due) {}

  /// @param decided the version that the link's decision has
  String write(Link link, FollowUp before, long decided) {
    var due = before.due().map(Instant::toString).orElse(NEVER);
    var written = decided + " " + before.state().name() + " " + due;
    return written + " " + tokens.issue(subject(link, written), GOOD);
  }

  /// Empty when we did not write it, or its time is over.
  Optional<Before> read(Link link, String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches() || !tokens.accepts(subject(link, parts.group(1)), parts.group(5))) {
      return Optional.empty();
    }
    var due = Optional.of(parts.group(4)).filter(at -> !at.equals(NEVER)).map(Instant::parse);
    return Optional.of(
        new Before(Long.parseLong(parts.group(2)), State.valueOf(parts.group(3)), due));
  }

  private static String subject(Link link, String written) {
    return "undo " + link.once() + " " + written;
  }
}
