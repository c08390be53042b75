package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// How an owner decides about calls, by clicks and by keys, alone and beside somebody else.
class DecisionJourneysTest extends Journeys {
  @Test
  void decisionTakesACallFromThePileAndUndoLaysItBack() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.URGENT,
        (_, page) -> {
          button(page, "Marquer rappelé").click();
          assertThat(bar(page)).containsText("Marqué rappelé");
          assertThat(row(page, Practice.URGENT)).hasCount(0);
          assertThat(page.evaluate("() => document.activeElement.closest('#detail') !== null"))
              .as("focus stays with the call")
              .isEqualTo(true);

          button(page, "Annuler").click();
          assertThat(row(page, Practice.URGENT)).isVisible();

          page.reload();
          assertThat(row(page, Practice.URGENT)).isVisible();
          assertThat(detail(page)).containsText("Décisions");
        });
  }

  @Test
  void severalCallsOfANumberAreOneThingToDo() throws IOException {
    visit(
        "/",
        (_, page) -> {
          assertThat(row(page, Practice.URGENT)).containsText("2\u00a0appels");
          assertThat(row(page, Practice.URGENT)).containsText("fils · prise de rendez-vous");
          assertThat(row(page, Practice.SECOND)).hasCount(0);
          row(page, Practice.URGENT).click();
          detail(page).locator(".same a:not([aria-current])").click();
          page.waitForURL(url -> url.endsWith(Practice.SECOND.value()));

          button(page, "Marquer rappelé (2\u00a0appels)").click();
          assertThat(bar(page))
              .containsText("Marqué rappelé\u00a0: Claire Dubois (2\u00a0appels).");
          assertThat(row(page, Practice.URGENT)).hasCount(0);
          assertThat(row(page, Practice.SECOND)).hasCount(0);

          button(page, "Annuler").click();
          assertThat(row(page, Practice.URGENT)).containsText("2\u00a0appels");
          page.reload();
          assertThat(row(page, Practice.URGENT)).containsText("2\u00a0appels");
        });
  }

  @Test
  void aCallIsDecidedAboutByItselfWhereItIsListedByItself() throws IOException {
    visit(
        "/#/recherche/rendez-vous/" + Practice.SECOND,
        (ava, page) -> {
          button(page, "Marquer rappelé").click();
          assertThat(bar(page)).containsText("Marqué rappelé\u00a0: Claire Dubois.");

          page.navigate(ava.origin() + "/#/a-traiter");
          assertThat(row(page, Practice.URGENT)).not().containsText("appels");
        });
  }

  /// The call that is open, behind which the next one opens.
  private static void fileByKey(Page page) {
    assertThat(button(page, "Marquer rappelé")).isVisible();
    page.keyboard().press("s");
    assertThat(bar(page)).containsText("Classé sans suite");
    assertThat(row(page, Practice.URGENT)).hasCount(0);
    page.waitForURL(url -> !url.contains(Practice.URGENT.value()) && url.contains("/CA"));
  }

  @Test
  void keysDecideAndOpenTheNextCall() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.URGENT,
        (_, page) -> {
          fileByKey(page);

          page.keyboard().press("z");
          assertThat(row(page, Practice.URGENT)).isVisible();

          page.keyboard().press("h");
          assertThat(bar(page)).containsText("À rappeler demain à\u00a08\u00a0h");
        });
  }

  @Test
  void whatIsDecidedWhileTheServerIsSlowToUndoHasTheBar() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.URGENT,
        (_, page) -> {
          fileByKey(page);
          var held = new ArrayList<Route>();
          page.route(
              "**/follow-up",
              route -> {
                if (held.size() < 2) {
                  held.add(route);
                } else {
                  route.resume();
                }
              });
          page.keyboard().press("z");
          page.waitForCondition(() -> held.size() == 2);

          page.keyboard().press("h");
          assertThat(bar(page)).containsText("À rappeler demain à\u00a08\u00a0h");
          held.getFirst().resume();
          page.waitForResponse("**/follow-up", held.getLast()::resume);
          page.evaluate("() => new Promise(done => requestAnimationFrame(() => done()))");
          assertThat(bar(page)).containsText("À rappeler demain à\u00a08\u00a0h");
        });
  }

  @Test
  void whoeverDecidesSecondSeesWhatTheFirstDecided() {
    var ava = served.orElseThrow();
    try (var first = chromium.visitor(Chromium.Look.USUAL, ava);
        var second = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var path = ava.origin() + "/#/a-traiter/" + Practice.URGENT;
      var held = new ArrayList<Route>();
      var late = second.newPage();
      late.route("**/follow-up", held::add);
      late.navigate(path);
      button(late, "Marquer rappelé").click();
      late.waitForCondition(() -> held.size() == 2);
      var early = first.newPage();
      early.navigate(path);
      button(early, "Sans suite").click();
      assertThat(bar(early)).containsText("Classé sans suite");

      held.forEach(Route::resume);

      assertThat(bar(late)).containsText("a été modifié");
      assertThat(bar(late)).containsText("classé sans suite");
      assertThat(detail(late)).containsText("sans suite");
      assertThat(button(late, "Marquer rappelé")).isVisible();
    }
  }

  @Test
  void keysGoThroughTheListUnlessTheyAreSwitchedOff() throws IOException {
    visit(
        "/",
        (ava, page) -> {
          assertThat(row(page, Practice.URGENT)).isVisible();
          page.keyboard().press("j");
          assertThat(row(page, Practice.URGENT)).isFocused();
          page.keyboard().press("j");
          assertThat(row(page, Practice.LONG)).isFocused();
          page.keyboard().press("k");
          page.keyboard().press("Enter");
          assertThat(button(page, "Marquer rappelé")).isVisible();

          page.navigate(ava.origin() + "/#/reglages");
          page.getByLabel("Raccourcis clavier d’une touche").uncheck();
          page.navigate(ava.origin() + "/#/a-traiter/" + Practice.URGENT);
          assertThat(button(page, "Marquer rappelé")).isVisible();
          page.keyboard().press("e");
          page.keyboard().press("?");
          assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
          assertThat(row(page, Practice.URGENT)).isVisible();
        });
  }
}
