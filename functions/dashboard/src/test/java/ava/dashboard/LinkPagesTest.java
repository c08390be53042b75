package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.Decision;
import ava.shared.call.FollowUp.State;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.message.MailLinks;
import ava.shared.message.MailLinks.Act;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.shared.table.FollowUps;
import ava.shared.table.FollowUps.Wish;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:41:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final CallSid CALL = new CallSid("CA0123456789abcdef0123456789abcdef");

  private static final Instant DUE = Instant.parse("2026-11-26T13:00:00Z");
  private static final Secret SECRET = Secret.of("secret");

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final String table = "calls-" + UUID.randomUUID();
  private final FollowUps followUps = new FollowUps(dynamoDb.client(), table, CLOCK);
  private final MailLinks links = new MailLinks(SECRET, CLOCK);
  private final LinkPages pages =
      new LinkPages(Desk.of(dynamoDb.client(), table, CLOCK), new Assets(), Optional.of(SECRET));

  @BeforeEach
  void aCallIsOnThePile() {
    dynamoDb.createTable(table);
    var calls = new CallStore(dynamoDb.client(), table, CLOCK);
    calls.ringing(CALL, new PhoneNumber("+33612345678"), new PhoneNumber("+33123456789"), NOW);
    calls.note(CALL, new NotedMessage(Map.of(NotedMessage.Field.NAME, "Camille <b>Durand</b>")));
    followUps.propose(
        CALL,
        NOW,
        new FollowUp(State.TO_CALL_BACK, true, Optional.of(DUE), "", 0, Optional.empty()));
  }

  @Test
  void whoeverOpensALinkChangesNothingAndReadsNoName() {
    var page = pages.show(token(Act.CALLED_BACK));
    pages.show(token(Act.CALLED_BACK));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("C. ", "25 novembre à 10\u00a0h\u00a041", "Marquer rappelé", "<button")
        .doesNotContain("Camille", "Durand", "0612345678", "12345678", "<script", "<b>");
    assertThat(page.headers().get("Content-Security-Policy")).doesNotContain("script");
    assertThat(state()).isEqualTo(State.TO_CALL_BACK);
  }

  @Test
  void theButtonDecidesOnceAndTellsTheSecondWhatHappened() {
    var token = token(Act.CALLED_BACK);

    assertThat(press(token, 0).status()).isEqualTo(200);
    assertThat(state()).isEqualTo(State.CALLED_BACK);

    followUps.decide(
        CALL,
        1,
        new Wish(State.TO_CALL_BACK, Optional.empty(), ""),
        new Decision("titulaire", NOW));
    var again = press(token, 2);

    assertThat(again.status()).isEqualTo(410);
    assertThat(again.body()).contains("déjà servi");
    assertThat(state()).isEqualTo(State.TO_CALL_BACK);
    assertThat(pages.show(token).status()).isEqualTo(410);
  }

  @Test
  void oneLinkDoesNotUseUpAnother() {
    press(token(Act.CALLED_BACK), 0);

    assertThat(press(token(Act.TOMORROW), 1).status()).isEqualTo(200);
    assertThat(followUps.find(CALL).orElseThrow().followUp().due())
        .contains(Instant.parse("2026-11-26T07:00:00Z"));
    assertThat(followUps.history(CALL))
        .extracting(f -> f.latest().orElseThrow().by())
        .containsOnly("lien du courriel");
  }

  @Test
  void aNewerDecisionIsShownAndAskedAbout() {
    followUps.decide(
        CALL, 0, new Wish(State.CLOSED, Optional.empty(), ""), new Decision("titulaire", NOW));

    var page = press(token(Act.UNWANTED), 0);

    assertThat(page.body()).contains("a changé entre-temps", "sans suite", "value=\"1\"");
    assertThat(state()).isEqualTo(State.CLOSED);
  }

  @Test
  void whatIsNoLinkOrComesFromElsewhereIsRefused() {
    assertThat(pages.show("abc").status()).isEqualTo(410);
    var foreign =
        WebRequest.of(
            "POST", "/lien/x", "", Map.of("sec-fetch-site", "cross-site"), "version=0", false);
    assertThat(pages.act(token(Act.UNWANTED), foreign).status()).isEqualTo(403);
    assertThat(state()).isEqualTo(State.TO_CALL_BACK);
    var without =
        new LinkPages(Desk.of(dynamoDb.client(), table, CLOCK), new Assets(), Optional.empty());
    assertThat(without.show(token(Act.UNWANTED)).status()).isEqualTo(410);
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void whatALinkDecidedIsTakenBackAtOnceAndOnlyOnce(Act act) {
    var before = followUps.find(CALL).orElseThrow().followUp();
    var undo = undo(press(token(act), 0));

    var back = post(token(act), "undo=" + undo);

    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body())
        .contains("C’est annulé", "à rappeler le 26 novembre")
        .doesNotContain("<form", "<script");
    var after = followUps.find(CALL).orElseThrow().followUp();
    assertThat(after.state()).isEqualTo(before.state());
    assertThat(after.due()).isEqualTo(before.due());
    assertThat(after.version()).isEqualTo(2);
    assertThat(post(token(act), "undo=" + undo).body()).contains("changé entre-temps");
    assertThat(pages.show(token(act)).status()).as("a link is used up all the same").isEqualTo(410);
    assertThat(followUps.find(CALL).orElseThrow().followUp()).isEqualTo(after);
  }

  @Test
  void nothingIsTakenBackLateByAnotherLinkOrByWhatWeDidNotWrite() {
    var undo = undo(press(token(Act.CALLED_BACK), 0));
    var late =
        new LinkPages(
            Desk.of(dynamoDb.client(), table, Clock.offset(CLOCK, Duration.ofMinutes(11))),
            new Assets(),
            Optional.of(SECRET));

    assertThat(late.act(token(Act.CALLED_BACK), form("undo=" + undo)).status()).isEqualTo(410);
    for (var wrong :
        List.of(
            undo.replace("TO_CALL_BACK", "UNWANTED"),
            undo.replaceFirst("1", "9"),
            "x",
            undo + "0")) {
      assertThat(post(token(Act.CALLED_BACK), "undo=" + wrong).body())
          .as(wrong)
          .contains("Trop tard");
    }
    assertThat(post(token(Act.UNWANTED), "undo=" + undo).body()).contains("Trop tard");
    var foreign =
        WebRequest.of(
            "POST", "/lien/x", "", Map.of("sec-fetch-site", "cross-site"), "undo=" + undo, false);
    assertThat(pages.act(token(Act.CALLED_BACK), foreign).status()).isEqualTo(403);
    assertThat(state()).isEqualTo(State.CALLED_BACK);
  }

  @Test
  void aNewerDecisionIsNotTakenBack() {
    var undo = undo(press(token(Act.CALLED_BACK), 0));
    followUps.decide(
        CALL, 1, new Wish(State.CLOSED, Optional.empty(), ""), new Decision("titulaire", NOW));

    var page = post(token(Act.CALLED_BACK), "undo=" + undo);

    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("changé entre-temps", "sans suite");
    assertThat(state()).isEqualTo(State.CLOSED);
  }

  /// What the page's button sends, as a form writes it.
  private static String undo(WebReply page) {
    var value = Pattern.compile("name=\"undo\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(value.find()).as(page.body()).isTrue();
    return value.group(1).replace(' ', '+').replace(":", "%3A");
  }

  private WebReply press(String token, int version) {
    return post(token, "version=" + version);
  }

  private WebReply post(String token, String form) {
    return pages.act(token, form(form));
  }

  private static WebRequest form(String form) {
    return WebRequest.of("POST", "/lien/x", "", Map.of(), form, false);
  }

  private String token(Act act) {
    return links.path(act, CALL).substring(MailLinks.PATH.length());
  }

  private State state() {
    return followUps.find(CALL).orElseThrow().followUp().state();
  }
}
