package ava.shared.message;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallSid;
import ava.shared.message.MailLinks.Act;
import ava.shared.message.MailLinks.Link;
import ava.shared.settings.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailLinksTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");
  private static final CallSid CALL = new CallSid("CA0123456789abcdef0123456789abcdef");

  private final MailLinks links = links("secret", Duration.ZERO);

  @ParameterizedTest
  @EnumSource
  void aLinkSaysWhatItDoesAndNothingElse(Act act) {
    var path = links.path(act, CALL);

    assertThat(path).startsWith("/lien/").hasSizeLessThan(64).doesNotContain("+", ".", "=");
    assertThat(links.read(token(path)))
        .hasValueSatisfying(link -> {
          assertThat(link.act()).isEqualTo(act);
          assertThat(link.callSid()).isEqualTo(CALL);
        });
  }

  @Test
  void aLinkIsGoodForSevenDays() {
    var token = token(links.path(Act.TOMORROW, CALL));

    assertThat(links("secret", Duration.ofDays(7).minusSeconds(1)).read(token)).isPresent();
    assertThat(links("secret", Duration.ofDays(7)).read(token)).isEmpty();
  }

  @Test
  void noOtherTokenIsRead() {
    var token = token(links.path(Act.UNWANTED, CALL));

    assertThat(links("other", Duration.ZERO).read(token)).isEmpty();
    for (var place = 0; place < token.length(); place++) {
      var other = token.charAt(place) == 'A' ? 'B' : 'A';
      var forged = token.substring(0, place) + other + token.substring(place + 1);
      assertThat(links.read(forged)).as(forged).isEqualTo(Optional.<Link>empty());
    }
    for (var rubbish : new String[] {"", "a", token + "A", token + token, "é", "%2e", "../x"}) {
      assertThat(links.read(rubbish)).as(rubbish).isEmpty();
    }
  }

  private static MailLinks links(String secret, Duration later) {
    return new MailLinks(Secret.of(secret), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }

  private static String token(String path) {
    return path.substring(MailLinks.PATH.length());
  }
}
