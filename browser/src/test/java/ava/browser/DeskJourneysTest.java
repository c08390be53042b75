package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallSid;
import ava.shared.message.MailLinks;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What an owner does at his desk, from the first click to what is left of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class DeskJourneysTest {
  private final Chromium chromium = Chromium.start();
  private Optional<ServedAva> served = Optional.empty();

  @BeforeEach
  void start(@TempDir Path data) {
    served = Optional.of(ServedAva.startBehind(Practice::moveIn, data));
  }

  @AfterEach
  void stop() {
    served.ifPresent(ServedAva::close);
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @FunctionalInterface
  private interface Visit {
    void make(ServedAva ava, Page page) throws IOException;
  }

  private void visit(String path, Visit visit) throws IOException {
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + path);
      visit.make(ava, page);
      inspection.hasNoErrors();
    }
  }

  @Test
  void decisionTakesACallFromThePileAndUndoLaysItBack() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.URGENT,
        (_, page) -> {
          button(page, "Marquer rappelé").click();
          assertThat(bar(page)).containsText("Marqué rappelé");
          assertThat(row(page, Practice.URGENT)).hasCount(0);

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
          detail(page).getByText(Pattern.compile("à .* · prise de rendez-vous")).first().click();
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

  @Test
  void keysDecideAndOpenTheNextCall() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.URGENT,
        (_, page) -> {
          assertThat(button(page, "Marquer rappelé")).isVisible();
          page.keyboard().press("s");
          assertThat(bar(page)).containsText("Classé sans suite");
          assertThat(row(page, Practice.URGENT)).hasCount(0);
          page.waitForURL(url -> !url.contains(Practice.URGENT.value()) && url.contains("/CA"));

          page.keyboard().press("z");
          assertThat(row(page, Practice.URGENT)).isVisible();

          page.keyboard().press("h");
          assertThat(bar(page)).containsText("À rappeler demain à\u00a08\u00a0h");
        });
  }

  @Test
  void noteIsKeptAndFound() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.SECOND,
        (_, page) -> {
          page.getByLabel("Note").fill("Vient chercher son certificat lundi");
          button(page, "Enregistrer la note").click();
          assertThat(bar(page)).containsText("Note enregistrée");

          page.getByLabel("Rechercher un nom, un numéro, un mot").fill("certificat");
          page.keyboard().press("Enter");
          assertThat(row(page, Practice.SECOND)).containsText("certificat");
        });
  }

  @Test
  void linkOfAMailAsksActsAndSaysThatItWasUsed() throws IOException {
    visit(
        "/",
        (ava, page) -> {
          var link = ava.link(MailLinks.Act.CALLED_BACK, Practice.URGENT);
          page.navigate(link);
          page.navigate(link);
          assertThat(page.getByRole(AriaRole.HEADING)).containsText("Marquer rappelé");
          assertThat(page.locator("script").count()).isZero();
          page.navigate(ava.origin());
          assertThat(row(page, Practice.URGENT)).isVisible();

          page.navigate(link);
          button(page, "Marquer rappelé").click();
          assertThat(page.getByRole(AriaRole.HEADING)).containsText("C’est noté");
          page.navigate(ava.origin());
          assertThat(row(page, Practice.SECOND)).isVisible();
          assertThat(row(page, Practice.URGENT)).hasCount(0);

          page.navigate(ava.link(MailLinks.Act.UNWANTED, Practice.HOSTILE));
          button(page, "Signaler indésirable").click();
          new Inspection(page).seesNoFault("link-done");
          button(page, "Annuler").click();
          assertThat(page.getByRole(AriaRole.HEADING)).containsText("C’est annulé");
          page.navigate(ava.origin());
          assertThat(row(page, Practice.HOSTILE)).isVisible();
        });
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      page.navigate(ava.link(MailLinks.Act.CALLED_BACK, Practice.SECOND));
      var again = page.url();
      button(page, "Marquer rappelé").click();
      page.navigate(again);
      assertThat(page.getByRole(AriaRole.HEADING)).containsText("Ce lien a déjà servi");
      assertThat(page.getByText("rappelé").first()).isVisible();
      assertThat(page.locator("body")).not().containsText("Dubois");
    }
  }

  @Test
  void linkOfAMailOpensTheCallItself() throws IOException {
    visit(
        "/?call=" + Practice.SECOND,
        (_, page) -> {
          assertThat(detail(page)).containsText("prise de rendez-vous");
          assertThat(detail(page)).containsText("Claire Dubois");
        });
  }

  @Test
  void callIsErasedAndItsReceiptSaysWhatStays() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.SECOND,
        (_, page) -> {
          button(page, "Supprimer l’appel…").click();
          page.getByRole(AriaRole.DIALOG).getByText("Supprimer", exactly()).click();

          var receipt = page.getByRole(AriaRole.DIALOG);
          assertThat(receipt).containsText("1\u00a0appel, 2\u00a0tours de parole");
          assertThat(receipt).containsText("35 jours");
          button(page, "Fermer").click();
          assertThat(row(page, Practice.SECOND)).hasCount(0);
          page.reload();
          assertThat(row(page, Practice.URGENT)).isVisible();
          assertThat(row(page, Practice.SECOND)).hasCount(0);
        });
  }

  @Test
  void numberIsErasedWithAReceiptToKeep() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.URGENT,
        (_, page) -> {
          button(page, "Supprimer tout ce qui concerne ce numéro…").click();
          button(page, "Tout supprimer").click();
          assertThat(page.getByRole(AriaRole.DIALOG)).containsText("2\u00a0appels");
          var receipt = page.waitForDownload(() -> page.getByText("Enregistrer le reçu").click());

          assertThat(read(receipt))
              .contains("\"calls\": 2", "35 jours")
              .doesNotContain("612345678");
          button(page, "Fermer").click();
          assertThat(row(page, Practice.HOSTILE)).isVisible();
          assertThat(row(page, Practice.URGENT)).hasCount(0);
          assertThat(row(page, Practice.SECOND)).hasCount(0);
        });
  }

  @Test
  void callCallerAndTableAreTakenAway() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.URGENT,
        (ava, page) -> {
          var call = page.waitForDownload(() -> page.getByText("Exporter cet appel").click());
          assertThat(JsonMapper.shared().readTree(read(call)).path("turns")).hasSize(2);
          var caller =
              page.waitForDownload(
                  () -> page.getByText("Exporter tous les appels de ce numéro").click());
          assertThat(JsonMapper.shared().readTree(read(caller)).path("calls")).hasSize(2);

          page.navigate(ava.origin() + "/#/reglages");
          var table =
              page.waitForDownload(() -> page.getByText("Exporter tous les appels (CSV)").click());
          assertThat(read(table)).contains("Claire Dubois", "Jeanne Roux");
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

  /// In a name, a reason, words, a note, what became of the mail and of the webhook.
  @Test
  void whatIsPlantedInACallIsReadAndNeverRuns() throws IOException {
    visit(
        "/#/a-traiter/" + Practice.HOSTILE,
        (ava, page) -> {
          assertThat(detail(page)).containsText(Practice.PLANTED);
          page.getByLabel("Note").fill(Practice.PLANTED);
          button(page, "Enregistrer la note").click();
          assertThat(bar(page)).containsText("Note enregistrée");
          page.getByLabel("Rechercher un nom, un numéro, un mot").fill("planted");
          page.keyboard().press("Enter");
          assertThat(row(page, Practice.HOSTILE)).isVisible();
          neverRan(page);
          for (var room : new String[] {"/#/jour", "/#/chiffres", "/#/reglages", "/"}) {
            page.navigate(ava.origin() + room);
            neverRan(page);
          }
          page.navigate(ava.link(MailLinks.Act.UNWANTED, Practice.HOSTILE));
          neverRan(page);
        });
  }

  private static void neverRan(Page page) {
    assertThat(page.locator("img[src=planted]").count()).isZero();
    assertThat(page.evaluate("() => window.planted === undefined")).isEqualTo(true);
  }

  private static Locator row(Page page, CallSid call) {
    return page.locator("#list a[data-sid=" + call + "]");
  }

  private static Locator detail(Page page) {
    return new Desk(page).chosen();
  }

  private static Locator bar(Page page) {
    return page.locator("#undo");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static String read(Download download) throws IOException {
    return Files.readString(download.path());
  }
}
