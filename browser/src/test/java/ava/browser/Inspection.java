package ava.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at a page: keeps a picture in `target/pages`, lets axe judge it by WCAG 2.2 AA, and notes
/// the errors of its console.
final class Inspection {
  private static final Path PICTURES = Path.of("target", "pages");
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final String AXE = axe();
  private static final String JUDGE =
      """
      async rules => (await axe.run(document, {runOnly: rules})).violations.map(violation =>
          violation.id + ': ' + violation.help + ': '
              + violation.nodes.map(node => node.html.slice(0, 160)).join(' … '))\
      """;

  private static final String WIDER =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private final Page page;
  private final List<String> errors = new ArrayList<>();

  Inspection(Page page) {
    this.page = page;
    page.onConsoleMessage(line -> {
      if (line.type().equals("error")) {
        errors.add(line.text() + " " + line.location());
      }
    });
    page.onPageError(errors::add);
  }

  /// Asserts that the page is good, as it is seen now, and no wider than its window.
  ///
  /// @param name of the picture
  void seesNoFault(String name) {
    var rules = new ArrayList<>(WCAG);
    rules.add("best-practice");
    look(name, rules);
    assertThat(page.evaluate(WIDER)).as("pixels to scroll sideways on " + name).isEqualTo(0);
  }

  /// As [#seesNoFault], for a mail, whose landmarks are its reader's.
  void seesNoFaultInMail(String name) {
    look(name, WCAG);
  }

  private void look(String name, List<String> rules) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    page.evaluate(AXE);
    assertThat((List<?>) page.evaluate(JUDGE, rules)).as("axe on " + name).isEmpty();
    hasNoErrors();
  }

  /// Asserts that nothing was complained of in the console.
  void hasNoErrors() {
    assertThat(errors).as("console").isEmpty();
  }

  /// What a lost connection leaves in the console is no fault of the page's, nor is that it asks
  /// for a call that a new server does not know.
  void forgetLostConnections() {
    errors.removeIf(line ->
        line.contains("net::ERR_")
            || line.contains("WebSocket connection")
            || (line.contains("404") && line.contains("/phone/calls/")));
  }

  /// A page that is made of this HTML alone.
  void show(String html) {
    page.navigate("about:blank");
    page.evaluate(
        "html => { document.open(); document.write(html.html); document.close(); }",
        Map.of("html", html));
  }

  private static String axe() {
    try (var script = Inspection.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe.min.js is not in the library any more");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
