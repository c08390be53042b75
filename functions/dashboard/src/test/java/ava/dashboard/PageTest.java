package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Certainty;
import ava.shared.call.FollowUp;
import ava.shared.call.NotedMessage;
import ava.shared.call.Turn;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class PageTest {
  private static final Pattern ASSET =
      Pattern.compile("(?:/assets/|from '\\./|import\\('\\./)([a-z-]+\\.[0-9a-f]{10}\\.[a-z]+)");

  private final Assets assets = new Assets();
  private final WebReply page =
      new Page(assets, Optional.of(URI.create("wss://abc.example.org/live"))).reply("");

  @Test
  void thePolicyAllowsOurOwnFilesAndNothingElse() {
    assertThat(page.headers().get("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .contains("style-src 'self';")
        .contains("connect-src 'self' wss://abc.example.org;")
        .contains("media-src 'self' blob:;")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("style=").doesNotContainPattern("<script>|\\son[a-z]+=");
  }

  @Test
  void withoutALiveApiThePageTalksToItsOwnHostOnly() {
    assertThat(new Page(assets, Optional.empty()).reply("").headers())
        .hasEntrySatisfying(
            "Content-Security-Policy",
            policy -> assertThat(policy).contains("connect-src 'self';"));
  }

  @Test
  void everyFileThatIsNamedIsThereForEverAndAllTogetherAreSmall() {
    var names = named(page.body());
    for (var place = 0; place < names.size(); place++) {
      var file = assets.find(names.get(place));
      assertThat(file).as(names.get(place)).isPresent();
      assertThat(file.get().headers())
          .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
      named(file.get().body()).stream().filter(name -> !names.contains(name)).forEach(names::add);
    }

    assertThat(names).hasSizeGreaterThan(12);
    assertThat(names.stream().mapToInt(n -> assets.find(n).orElseThrow().body().length()).sum())
        .isLessThan(200_000);
  }

  private static List<String> named(String text) {
    return new ArrayList<>(ASSET.matcher(text).results().map(m -> m.group(1)).distinct().toList());
  }

  @Test
  void whoeverTakesGzipGetsIt() {
    var asking =
        WebRequest.of("GET", "/", "", Map.of("accept-encoding", "gzip, deflate, br"), "", false);

    var packed = Compressed.forIts(asking, page);

    assertThat(packed.headers())
        .containsEntry("Content-Encoding", "gzip")
        .containsEntry("Vary", "Accept-Encoding");
    assertThat(packed.body().length()).isLessThan(page.body().length());
    assertThat(Compressed.forIts(WebRequest.of("GET", "/", "", Map.of(), "", false), page))
        .isEqualTo(page);
  }

  @Test
  void textFromOutsideNeverBecomesMarkup() {
    assertThat(scripts())
        .doesNotContain("innerHTML")
        .doesNotContain("outerHTML")
        .doesNotContain("insertAdjacentHTML")
        .doesNotContain("document.write")
        .doesNotContain("eval(");
  }

  @Test
  void thePageIsFrenchAndLoadsNothingFromElsewhere() {
    assertThat(page.body()).contains("<html lang=\"fr\">").doesNotContain("http");
  }

  @ParameterizedTest
  @EnumSource
  void howSureANumberIsHasTheWordsOfTheMail(Certainty certainty) {
    var key = JsonMapper.shared().valueToTree(certainty).asString();

    assertThat(scripts()).contains("  " + key + ": '" + certainty.words() + "',");
  }

  @ParameterizedTest
  @EnumSource
  void everyStateHasOneNameEverywhere(FollowUp.State state) {
    assertThat(scripts()).contains("  " + state + ": '" + state.words() + "',");
  }

  @Test
  void wordsOfTheVoicemailAreNamedAsInTheMail() {
    assertThat(scripts())
        .contains("VOICEMAIL_TURN = " + Turn.VOICEMAIL + ";")
        .contains("turn.seq === VOICEMAIL_TURN ? 'Répondeur' : 'Appelant'");
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldOfTheCardHasALabel(NotedMessage.Field field) {
    assertThat(scripts()).containsPattern("\n  " + field.key() + ": '[A-Z][^']+',");
  }

  private static String scripts() {
    return Assets.resource("french.js")
        + Assets.resource("call.js")
        + Assets.resource("conversation.js")
        + Assets.resource("document.js")
        + Assets.resource("rows.js")
        + Assets.resource("main.js");
  }
}
