package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Coming in and going out, by the flow that one code serves on AWS and here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SignInPagesTest {
  private final Chromium chromium = Chromium.start();
  private Optional<ServedAva> served = Optional.empty();

  @BeforeAll
  void start(@TempDir Path data) {
    var ava = ServedAva.start(data);
    served = Optional.of(ava);
    ava.takesACall();
  }

  @AfterAll
  void close() {
    served.ifPresent(ServedAva::close);
    chromium.close();
  }

  @EachLook
  void strangerIsAskedWhoHeIsAndComesToWhatHeWanted(Chromium.Look look) {
    var ava = served.orElseThrow();
    try (var visitor = chromium.stranger(look)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + "/#/reglages");
      assertThat(page.getByLabel("Mot de passe")).isVisible();
      inspection.seesNoFault("sign-in-" + look);

      new Desk(page).signIn("ava", ava.password());

      assertThat(page.getByText("Vous êtes connecté")).containsText("ava (titulaire)", patient());
      assertThat(page.url()).isEqualTo(ava.origin() + "/#/reglages");
      inspection.seesNoFault("settings-" + look);
    }
  }

  @Test
  void wrongPasswordIsToldAndCanBeCorrected() {
    var ava = served.orElseThrow();
    try (var visitor = chromium.stranger(Chromium.Look.USUAL)) {
      var page = visitor.newPage();
      page.navigate(ava.origin() + "/");
      var desk = new Desk(page);
      desk.signIn("ava", "wrong");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("inconnu");

      desk.signIn("ava", ava.password());

      assertThat(desk.patient()).isVisible();
    }
  }

  @Test
  void noTokenIsLeftWhereAScriptOrAnotherPageCouldFindIt() {
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      page.navigate(ava.origin() + "/");
      assertThat(new Desk(page).patient()).isVisible();

      var kept =
          page.evaluate(
              "() => JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage},"
                  + " location.href])");

      assertThat(kept.toString()).doesNotContain("eyJ", "ava-refresh").contains("ava-here=1");
    }
  }

  @Test
  void whoMayOnlyReadSeesNoButtonsThatWouldBeRefused() {
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava, "lecture")) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + "/");
      var desk = new Desk(page);
      desk.patient().click();

      assertThat(desk.chosen()).containsText("Claire Dubois");
      assertThat(page.getByText("Supprimer l’appel…")).isHidden();
      assertThat(page.getByText("Enregistrer la note")).isHidden();
      inspection.seesNoFault("call-reader");
    }
  }

  @Test
  void whoLeavesHasToSignInAgain() {
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      page.navigate(ava.origin() + "/#/reglages");
      button(page, "Se déconnecter").click();

      assertThat(page.getByLabel("Mot de passe")).isVisible(soon());

      page.navigate(ava.origin() + "/mailbox");
      assertThat(page.getByLabel("Mot de passe")).isVisible();
    }
  }

  @Test
  void whoLeavesEverywhereIsOutOnHisOtherMachineAtOnce() {
    var ava = served.orElseThrow();
    try (var laptop = chromium.visitor(Chromium.Look.USUAL, ava);
        var telephone = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var there = telephone.newPage();
      there.navigate(ava.origin() + "/");
      assertThat(new Desk(there).patient()).isVisible();
      var here = laptop.newPage();
      here.navigate(ava.origin() + "/#/reglages");

      button(here, "Se déconnecter partout").click();

      assertThat(here.getByLabel("Mot de passe")).isVisible(soon());
      assertThat(there.getByLabel("Mot de passe")).isVisible(soon());
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static LocatorAssertions.ContainsTextOptions patient() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
  }

  private static LocatorAssertions.IsVisibleOptions soon() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);
  }
}
