package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ava.shared.message.MailLinks;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The pages of `./ava serve` before the first call, behind it and behind a month of calls, light
/// and dark, wide and narrow.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OwnersPagesTest {
  private final Chromium chromium = Chromium.start();
  private Optional<ServedAva> empty = Optional.empty();
  private Optional<ServedAva> full = Optional.empty();
  private Optional<ServedAva> month = Optional.empty();

  @BeforeAll
  void start(@TempDir Path data) {
    empty = Optional.of(ServedAva.start(data.resolve("empty")));
    var called = ServedAva.start(data.resolve("full"));
    full = Optional.of(called);
    called.takesACall();
    month = Optional.of(ServedAva.startBehind(Practice::moveInSinceAMonth, data.resolve("month")));
  }

  @AfterAll
  void close() {
    empty.ifPresent(ServedAva::close);
    full.ifPresent(ServedAva::close);
    month.ifPresent(ServedAva::close);
    chromium.close();
  }

  private void see(Chromium.Look look, Optional<ServedAva> there, String path, Visit visit) {
    var ava = there.orElseThrow();
    try (var visitor = chromium.visitor(look, ava)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + path);
      visit.make(page, inspection);
    }
  }

  @FunctionalInterface
  private interface Visit {
    void make(Page page, Inspection inspection);
  }

  @EachLook
  void deskBeforeTheFirstCall(Chromium.Look look) {
    see(
        look,
        empty,
        "/dashboard",
        (page, inspection) -> {
          assertThat(new Desk(page).nothingToDo()).isVisible();

          inspection.seesNoFault("desk-empty-" + look);
        });
  }

  @EachLook
  void figuresBeforeTheFirstCall(Chromium.Look look) {
    see(
        look,
        empty,
        "/#/chiffres",
        (page, inspection) -> {
          assertThat(page.getByText("Pas encore d’appel")).isVisible();

          inspection.seesNoFault("figures-empty-" + look);
        });
  }

  @EachLook
  void dayAndSearchAndSettingsBeforeTheFirstCall(Chromium.Look look) {
    see(
        look,
        empty,
        "/#/jour",
        (page, inspection) -> {
          assertThat(page.getByText("Aucun appel ce jour-là.")).isVisible();
          inspection.seesNoFault("day-empty-" + look);

          page.navigate(page.url().replaceFirst("#.*", "#/recherche/introuvable"));
          assertThat(page.getByText("Aucun appel ne contient")).isVisible();
          inspection.seesNoFault("search-empty-" + look);

          page.navigate(page.url().replaceFirst("#.*", "#/reglages"));
          assertThat(page.getByText("Session")).isVisible();
          inspection.seesNoFault("settings-empty-" + look);
        });
  }

  @EachLook
  void allPagesHaveTheSameColours(Chromium.Look look) {
    see(
        look,
        empty,
        "/dashboard",
        (page, _) -> {
          var colours =
              "() => ['color', 'backgroundColor', 'fontFamily'].map(what =>"
                  + " getComputedStyle(document.body)[what]).join()";
          var desk = page.evaluate(colours);
          for (var other : List.of("/mailbox", "/phone", "/lien/x")) {
            page.navigate(empty.orElseThrow().origin() + other);
            Assertions.assertThat(page.evaluate(colours)).as(other).isEqualTo(desk);
          }
        });
  }

  @EachLook
  void mailboxBeforeTheFirstMail(Chromium.Look look) {
    see(
        look,
        empty,
        "/mailbox",
        (page, inspection) -> {
          assertThat(page.getByText("Aucun courriel")).isVisible();

          inspection.seesNoFault("mailbox-empty-" + look);
        });
  }

  @EachLook
  void telephoneBeforeTheFirstCall(Chromium.Look look) {
    see(
        look,
        empty,
        "/phone",
        (page, inspection) -> {
          assertThat(page.getByText("un simulateur répond")).isVisible();

          inspection.seesNoFault("phone-empty-" + look);
        });
  }

  /// No machine of CI has a microphone.
  @Test
  void telephoneSaysThatThereIsNoMicrophone() {
    see(
        Chromium.Look.USUAL,
        empty,
        "/phone",
        (page, inspection) -> {
          var call =
              page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Appeler Ava"));
          call.click();

          assertThat(page.getByRole(AriaRole.ALERT)).containsText("micro");
          assertThat(call).isEnabled();
          inspection.seesNoFault("phone-no-microphone");
        });
  }

  @EachLook
  void deskAndCall(Chromium.Look look) {
    see(
        look,
        full,
        "/dashboard",
        (page, inspection) -> {
          var call = new Desk(page).patient();
          assertThat(call).isVisible();
          inspection.seesNoFault("desk-full-" + look);

          call.click();
          assertThat(page.getByText("Oui, je suis Claire Dubois.").first()).isVisible();
          inspection.seesNoFault("call-" + look);
        });
  }

  @EachLook
  void deskOfAMonth(Chromium.Look look) {
    see(
        look,
        month,
        "/#/a-traiter/" + Practice.LONG,
        (page, inspection) -> {
          assertThat(page.getByText("Tout déplier")).isVisible();
          inspection.seesNoFault("call-long-" + look);

          page.navigate(page.url().replaceFirst("/CA\\d+$", ""));
          assertThat(new Desk(page).patient()).isVisible();
          inspection.seesNoFault("desk-month-" + look);
        });
  }

  @EachLook
  void callsOfOneNumberAndWhatAsksAboutThem(Chromium.Look look) {
    see(
        look,
        month,
        "/#/a-traiter/" + Practice.URGENT,
        (page, inspection) -> {
          assertThat(page.getByText("Marquer rappelé (2\u00a0appels)")).isVisible();
          inspection.seesNoFault("call-of-two-" + look);

          page.keyboard().press("r");
          assertThat(page.getByText("Demain matin")).isVisible();
          inspection.seesNoFault("later-" + look);
          page.keyboard().press("Escape");

          page.keyboard().press("?");
          assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Raccourcis clavier");
          inspection.seesNoFault("keys-" + look);
          page.keyboard().press("Escape");

          page.getByText("Supprimer tout ce qui concerne ce numéro…").click();
          assertThat(page.getByRole(AriaRole.DIALOG)).containsText("C’est définitif.");
          inspection.seesNoFault("erase-" + look);
        });
  }

  @EachLook
  void linkOfAMail(Chromium.Look look) {
    see(
        look,
        month,
        "/dashboard",
        (page, inspection) -> {
          page.navigate(month.orElseThrow().link(MailLinks.Act.TOMORROW, Practice.LONG));
          assertThat(page.getByRole(AriaRole.HEADING)).containsText("À rappeler demain");

          inspection.seesNoFault("link-" + look);
        });
  }

  @EachLook
  void dayAndSearch(Chromium.Look look) {
    see(
        look,
        month,
        "/#/jour/" + Practice.latestDay(),
        (page, inspection) -> {
          assertThat(page.getByText("€").first()).isVisible();
          inspection.seesNoFault("day-" + look);

          page.navigate(page.url().replaceFirst("#.*", "#/recherche/claire"));
          assertThat(new Desk(page).patient()).isVisible();
          inspection.seesNoFault("search-" + look);
        });
  }

  @EachLook
  void figuresOfAMonth(Chromium.Look look) {
    see(
        look,
        month,
        "/#/chiffres",
        (page, inspection) -> {
          assertThat(page.locator(".chart canvas").nth(3)).isVisible();
          assertThat(page.getByText("Jour par jour")).isVisible();

          inspection.seesNoFault("figures-" + look);
        });
  }

  @EachLook
  void settings(Chromium.Look look) {
    see(
        look,
        month,
        "/#/reglages",
        (page, inspection) -> {
          page.getByText("Afficher le journal des accès").click();
          assertThat(page.getByText("Journal des accès du mois")).isVisible();

          inspection.seesNoFault("settings-" + look);
        });
  }

  @EachLook
  void mailboxAndMail(Chromium.Look look) {
    see(
        look,
        full,
        "/mailbox",
        (page, inspection) -> {
          assertThat(page.getByRole(AriaRole.HEADING).getByText("Claire Dubois").first())
              .isVisible();
          inspection.seesNoFault("mailbox-full-" + look);

          inspection.show(page.locator("iframe").first().getAttribute("srcdoc"));
          inspection.seesNoFaultInMail("mail-" + look);
        });
  }
}
