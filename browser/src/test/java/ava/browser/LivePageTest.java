package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Scenarios;
import ava.simulator.scenario.Step;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The owner's page while things happen behind it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class LivePageTest {
  private static final Pattern LIVE = Pattern.compile("En direct|À jour");

  private final Chromium chromium = Chromium.start();
  private Optional<ServedAva> served = Optional.empty();

  @BeforeEach
  void start(@TempDir Path data) {
    served = Optional.of(ServedAva.start(data));
  }

  @AfterEach
  void stop() {
    served.ifPresent(ServedAva::close);
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @Test
  void conversationIsReadTurnByTurnAsItIsSpoken() {
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava);
        var twilio = ava.twilio()) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + "/dashboard");
      live(page);

      var call = ava.call(twilio);
      var desk = new Desk(page);
      desk.patient().click(new Locator.ClickOptions().setTimeout(20_000));
      assertThat(desk.chosen().locator(".under-way").first()).isVisible(visibleWithin(40));
      for (var words : spoken()) {
        assertThat(desk.chosen()).containsText(words, within(30));
        assertThat(call.report().isDone()).isFalse();
      }
      call.await();
      assertThat(desk.chosen()).containsText("Terminé");
      inspection.hasNoErrors();
    }
  }

  /// How the turns behind the greeting begin; not the last ones, which may be written when all is
  /// over.
  private static List<String> spoken() {
    return Scenarios.load("rendez-vous").steps().stream()
        .flatMap(step ->
            switch (step) {
              case Step.CallerSays said -> Stream.of(said.text());
              case Step.AvaSays said -> Stream.of(said.text());
              default -> Stream.empty();
            })
        .skip(1)
        .limit(5)
        .map(text -> text.substring(0, Math.min(20, text.length())))
        .toList();
  }

  @Test
  void pageComesBackWhenTheServerThatWasKilledDoes() {
    var ava = served.orElseThrow();
    ava.takesACall();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + "/dashboard");
      live(page);
      new Desk(page).patient().click();

      ava.kill();
      assertThat(page.getByText(LIVE)).isHidden(hiddenWithin(10));
      ava.startAgain();
      live(page);

      assertThat(new Desk(page).chosen()).containsText("Claire Dubois");
      inspection.forgetLostConnections();
      inspection.seesNoFault("desk-after-restart");
    }
  }

  /// The lid is closed: no timer runs, nothing is read, and the server's socket is gone meanwhile.
  @Test
  void pageOfALaptopThatSleptKnowsWhatHappenedMeanwhile() {
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + "/dashboard");
      live(page);

      var devTools = visitor.newCDPSession(page);
      devTools.send("Debugger.enable");
      devTools.send("Debugger.pause");
      ava.kill();
      ava.startAgain();
      ava.takesACall();
      devTools.send("Debugger.resume");
      devTools.send("Debugger.disable");

      assertThat(new Desk(page).patient()).isVisible(visibleWithin(5));
      live(page);
      inspection.forgetLostConnections();
      inspection.hasNoErrors();
    }
  }

  private static void live(Page page) {
    assertThat(
            page.getByRole(AriaRole.STATUS)
                .filter(new Locator.FilterOptions().setHasText(LIVE))
                .first())
        .isVisible(visibleWithin(45));
  }

  private static LocatorAssertions.ContainsTextOptions within(int seconds) {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(seconds * 1000.0);
  }

  private static LocatorAssertions.IsVisibleOptions visibleWithin(int seconds) {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(seconds * 1000.0);
  }

  private static LocatorAssertions.IsHiddenOptions hiddenWithin(int seconds) {
    return new LocatorAssertions.IsHiddenOptions().setTimeout(seconds * 1000.0);
  }
}
