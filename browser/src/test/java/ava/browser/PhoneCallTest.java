package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Scenarios;
import ava.simulator.scenario.Step;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody speaks with Ava through the page `/phone`: the real bridge, the simulated model, a
/// human voice in the microphone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PhoneCallTest {
  private static final Pattern A_TIME = Pattern.compile("[0-9],[0-9]\\s+s");

  private Optional<Chromium> chromium = Optional.empty();
  private Optional<ServedAva> served = Optional.empty();

  @BeforeAll
  void start(@TempDir Path data) {
    served = Optional.of(ServedAva.start(data));
    // behind the greeting, then behind the question for the name
    var sentences = sentences();
    var speech =
        new Speech()
            .waits(Duration.ofSeconds(12))
            .says(sentences.get(0))
            .waits(Duration.ofSeconds(6))
            .says(sentences.get(1));
    chromium = Optional.of(Chromium.hearing(speech.write(data.resolve("speech.wav"))));
  }

  private static List<Clip> sentences() {
    return Scenarios.load("rendez-vous").callerSteps().stream()
        .filter(Step.CallerSays.class::isInstance)
        .map(step -> ((Step.CallerSays) step).audio())
        .toList();
  }

  @AfterAll
  void stop() {
    chromium.ifPresent(Chromium::close);
    served.ifPresent(ServedAva::close);
  }

  @Test
  void callerSpeaksWithAvaAndSeesWhatSheNotes() {
    var ava = served.orElseThrow();
    try (var visitor =
        chromium.orElseThrow().visitor(new Chromium.Look(ColorScheme.LIGHT, 1280), ava)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + "/phone");

      button(page, "Appeler Ava").click();
      assertThat(page.getByText("En ligne")).isVisible();
      assertThat(page.locator("#first-word")).hasText(A_TIME, soon());
      assertThat(log(page)).containsText("intelligence artificielle", within(20));
      assertThat(log(page)).containsText("je voudrais prendre rendez-vous", within(20));
      assertThat(log(page)).containsText("Pouvez-vous me donner votre nom", within(10));
      assertThat(page.locator("#answers")).containsText(A_TIME);
      assertThat(page.getByRole(AriaRole.REGION).filter(named("Fiche de l’appel")))
          .containsText("Claire Dubois", within(20));
      inspection.seesNoFault("phone-call-light-1280");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      page.setViewportSize(360, 740);
      inspection.seesNoFault("phone-call-dark-360");

      button(page, "Raccrocher").click();
      assertThat(page.getByText("Raccroché")).isVisible();
      assertThat(page.getByText("Le résumé est arrivé dans les courriels"))
          .isVisible(visibleWithin(60));
      inspection.seesNoFault("phone-over-dark-360");
    }
  }

  @Test
  void callerCanCallAgainWhenAvaWasKilledAndIsBack() {
    var ava = served.orElseThrow();
    try (var visitor = chromium.orElseThrow().visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + "/phone");
      button(page, "Appeler Ava").click();
      assertThat(page.locator("#first-word")).hasText(A_TIME, soon());

      ava.kill();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("La connexion avec Ava est perdue");
      ava.startAgain();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Vous pouvez la rappeler");
      button(page, "Appeler Ava").click();

      assertThat(page.locator("#first-word")).hasText(A_TIME, soon());
      assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
      inspection.forgetLostConnections();
      inspection.hasNoErrors();
    }
  }

  private static Locator log(Page page) {
    return page.getByRole(AriaRole.LOG);
  }

  private static Locator.FilterOptions named(String heading) {
    return new Locator.FilterOptions().setHasText(heading);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static LocatorAssertions.HasTextOptions soon() {
    return new LocatorAssertions.HasTextOptions().setTimeout(10_000);
  }

  private static LocatorAssertions.ContainsTextOptions within(int seconds) {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(seconds * 1000.0);
  }

  private static LocatorAssertions.IsVisibleOptions visibleWithin(int seconds) {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(seconds * 1000.0);
  }
}
