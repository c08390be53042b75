package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Certainty;
import ava.shared.call.NotedMessage;
import ava.shared.call.Turn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class PageTest {
  private final Page page = Page.of(Optional.of(URI.create("wss://abc.example.org/live")));

  @Test
  void thePolicyAllowsThePagesOwnScriptAndStyleAndNothingElse() throws NoSuchAlgorithmException {
    var script = between("<script>", "</script>");
    var style = between("<style>", "</style>");

    assertThat(page.policy())
        .contains("default-src 'none'")
        .contains("script-src '" + hash(script) + "'")
        .contains("style-src '" + hash(style) + "'")
        .contains("connect-src 'self' wss://abc.example.org;")
        .contains("media-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void thePageIsFrenchAndLoadsNothingFromElsewhere() {
    assertThat(page.html())
        .contains("<html lang=\"fr\">")
        .doesNotContain("src=")
        .doesNotContain("http://")
        .doesNotContain("/*style*/")
        .doesNotContain("/*script*/");
  }

  @Test
  void textFromOutsideNeverBecomesMarkup() {
    assertThat(page.html())
        .doesNotContain("innerHTML")
        .doesNotContain("outerHTML")
        .doesNotContain("insertAdjacentHTML")
        .doesNotContain("document.write");
  }

  @Test
  void listsAreListsAndTheLogIsAroundThem() {
    assertThat(page.html())
        .doesNotContainPattern("<(ol|ul|li)\\b[^>]*\\brole=")
        .containsPattern("<div role=\"log\"[^>]*><ol id=\"turns\"></ol></div>");
  }

  @Test
  void thePlayerHasControlsAndALabel() {
    assertThat(page.html())
        .containsPattern("<audio [^>]*\\bcontrols\\b[^>]*aria-labelledby=\"voicemail-title\"")
        .contains("<h3 id=\"voicemail-title\">Message laissé sur le répondeur</h3>");
  }

  @ParameterizedTest
  @EnumSource
  void howSureANumberIsHasTheWordsOfTheMail(Certainty certainty) {
    var key = JsonMapper.shared().valueToTree(certainty).asString();

    assertThat(page.html()).contains("  " + key + ": '" + certainty.words() + "',");
  }

  @Test
  void wordsOfTheVoicemailAreNamedAsInTheMail() {
    assertThat(page.html())
        .contains("VOICEMAIL_TURN = " + Turn.VOICEMAIL + ";")
        .contains("turn.seq === VOICEMAIL_TURN ? 'Répondeur' : 'Appelant'");
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldOfTheCardHasALabel(NotedMessage.Field field) {
    assertThat(page.html()).containsPattern("\n  " + field.key() + ": '[A-Z][^']+',");
  }

  @Test
  void withoutALiveApiThePageTalksToItsOwnHostOnly() {
    assertThat(Page.of(Optional.empty()).policy()).contains("connect-src 'self';");
  }

  private String between(String start, String end) {
    var found =
        Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
            .matcher(page.html());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String hash(String text) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    var bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(bytes);
  }
}
