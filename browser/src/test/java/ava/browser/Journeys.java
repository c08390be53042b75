package ava.browser;

import ava.shared.call.CallSid;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A desk with calls on it, anew for each journey, and what one finds on its page.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class Journeys {
  final Chromium chromium = Chromium.start();
  Optional<ServedAva> served = Optional.empty();

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
  interface Visit {
    void make(ServedAva ava, Page page) throws IOException;
  }

  void visit(String path, Visit visit) throws IOException {
    var ava = served.orElseThrow();
    try (var visitor = chromium.visitor(Chromium.Look.USUAL, ava)) {
      var page = visitor.newPage();
      var inspection = new Inspection(page);
      page.navigate(ava.origin() + path);
      visit.make(ava, page);
      inspection.hasNoErrors();
    }
  }

  static Locator row(Page page, CallSid call) {
    return page.locator("#list a[data-sid=" + call + "]");
  }

  static Locator detail(Page page) {
    return new Desk(page).chosen();
  }

  static Locator bar(Page page) {
    return page.locator("#undo");
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }

  static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  static String read(Download download) throws IOException {
    return Files.readString(download.path());
  }
}
