package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.message.MailLinks;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What an owner does at his desk beside deciding about calls.
class DeskJourneysTest extends Journeys {
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
          new Inspection(page).seesNoFault("receipt");
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
}
