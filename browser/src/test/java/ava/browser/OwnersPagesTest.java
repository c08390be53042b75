package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages of `./ava serve` before and after a first call, light and dark, wide and narrow.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OwnersPagesTest {
  private final Chromium chromium = Chromium.start();
  private Optional<ServedAva> empty = Optional.empty();
  private Optional<ServedAva> full = Optional.empty();

  @BeforeAll
  void start(@TempDir Path data) {
    empty = Optional.of(ServedAva.start(data.resolve("empty")));
    var called = ServedAva.start(data.resolve("full"));
    full = Optional.of(called);
    called.takesACall();
  }

  @AfterAll
  void close() {
    empty.ifPresent(ServedAva::close);
    full.ifPresent(ServedAva::close);
    chromium.close();
  }

  private void see(Chromium.Look look, ServedAva ava, Visit visit) {
    try (var visitor = chromium.visitor(look, ava)) {
      var page = visitor.newPage();
      visit.make(page, new Inspection(page));
    }
  }

  @FunctionalInterface
  private interface Visit {
    void make(Page page, Inspection inspection);
  }

  @ParameterizedTest
  @MethodSource("ava.browser.Chromium$Look#all")
  void deskBeforeTheFirstCall(Chromium.Look look) {
    var ava = empty.orElseThrow();
    see(
        look,
        ava,
        (page, inspection) -> {
          page.navigate(ava.origin() + "/dashboard");
          assertThat(new Desk(page).nothingToDo()).isVisible();

          inspection.seesNoFault("desk-empty-" + look);
        });
  }

  @ParameterizedTest
  @MethodSource("ava.browser.Chromium$Look#all")
  void mailboxBeforeTheFirstMail(Chromium.Look look) {
    var ava = empty.orElseThrow();
    see(
        look,
        ava,
        (page, inspection) -> {
          page.navigate(ava.origin() + "/mailbox");
          assertThat(page.getByText("Aucun courriel")).isVisible();

          inspection.seesNoFault("mailbox-empty-" + look);
        });
  }

  @ParameterizedTest
  @MethodSource("ava.browser.Chromium$Look#all")
  void telephoneBeforeTheFirstCall(Chromium.Look look) {
    var ava = empty.orElseThrow();
    see(
        look,
        ava,
        (page, inspection) -> {
          page.navigate(ava.origin() + "/phone");
          assertThat(page.getByText("un simulateur répond")).isVisible();

          inspection.seesNoFault("phone-empty-" + look);
        });
  }

  /// No machine of CI has a microphone.
  @Test
  void telephoneSaysThatThereIsNoMicrophone() {
    var ava = empty.orElseThrow();
    see(
        Chromium.Look.USUAL,
        ava,
        (page, inspection) -> {
          page.navigate(ava.origin() + "/phone");
          var call =
              page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Appeler Ava"));
          call.click();

          assertThat(page.getByRole(AriaRole.ALERT)).containsText("micro");
          assertThat(call).isEnabled();
          inspection.seesNoFault("phone-no-microphone");
        });
  }

  @ParameterizedTest
  @MethodSource("ava.browser.Chromium$Look#all")
  void deskAndCall(Chromium.Look look) {
    var ava = full.orElseThrow();
    see(
        look,
        ava,
        (page, inspection) -> {
          page.navigate(ava.origin() + "/dashboard");
          var call = new Desk(page).patient();
          assertThat(call).isVisible();
          inspection.seesNoFault("desk-full-" + look);

          call.click();
          assertThat(page.getByText("Oui, je suis Claire Dubois.").first()).isVisible();
          inspection.seesNoFault("call-" + look);
        });
  }

  @ParameterizedTest
  @MethodSource("ava.browser.Chromium$Look#all")
  void mailboxAndMail(Chromium.Look look) {
    var ava = full.orElseThrow();
    see(
        look,
        ava,
        (page, inspection) -> {
          page.navigate(ava.origin() + "/mailbox");
          assertThat(page.getByRole(AriaRole.HEADING).getByText("Claire Dubois").first())
              .isVisible();
          inspection.seesNoFault("mailbox-full-" + look);

          inspection.show(page.locator("iframe").first().getAttribute("srcdoc"));
          inspection.seesNoFaultInMail("mail-" + look);
        });
  }
}
