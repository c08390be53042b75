package ava.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The Chromium of this machine, driven by Playwright on the Node of this machine. Thread: the one
/// that started it.
final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// How a page is looked at.
  record Look(ColorScheme scheme, int width) {
    static final Look USUAL = new Look(ColorScheme.LIGHT, 1280);

    static Stream<Look> all() {
      return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
          .flatMap(scheme -> Stream.of(1280, 360).map(width -> new Look(scheme, width)));
    }

    @Override
    public String toString() {
      return scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
    }
  }

  /// @throws IllegalStateException when Chromium or Node is missing: such a run proves nothing
  static Chromium start() {
    return start(List.of());
  }

  /// One that hears a file in its microphone, once from the moment it is opened, and asks nobody
  /// whether it may.
  ///
  /// @param speech a WAV file
  static Chromium hearing(Path speech) {
    return start(
        List.of(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-audio-capture=" + speech.toAbsolutePath() + "%noloop",
            "--autoplay-policy=no-user-gesture-required"));
  }

  private static Chromium start(List<String> flags) {
    var chromium = onPath("chromium", "chromium-browser", "google-chrome");
    var environment =
        Map.of(
            "PLAYWRIGHT_NODEJS_PATH",
            onPath("node", "nodejs").toString(),
            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
            "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    var arguments = new ArrayList<>(flags);
    // root, as in a container of CI, has no sandbox
    arguments.add("--no-sandbox");
    try {
      var browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(arguments));
      return new Chromium(playwright, browser);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static Path onPath(String... names) {
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(names[0] + " is missing: apt-get install " + names[0]));
  }

  /// A visitor of his own who has signed in as the owner.
  BrowserContext visitor(Look look, ServedAva ava) {
    return visitor(look, ava, "ava");
  }

  /// A visitor of his own who has signed in.
  BrowserContext visitor(Look look, ServedAva ava, String user) {
    var visitor = stranger(look);
    try (var page = visitor.newPage()) {
      new Desk(page).open(ava, user);
    }
    return visitor;
  }

  /// A visitor of his own: French, in Paris.
  BrowserContext stranger(Look look) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setLocale("fr-FR")
            .setTimezoneId("Europe/Paris")
            .setColorScheme(look.scheme())
            .setReducedMotion(ReducedMotion.REDUCE)
            .setViewportSize(look.width(), 740)
            // axe is put into the pages, which their policy would keep out
            .setBypassCSP(true));
  }

  /// As [#visitor], but the pages' own policy holds.
  BrowserContext strictVisitor(String origin) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("fr-FR")
                .setTimezoneId("Europe/Paris")
                .setViewportSize(1280, 740));
    context.grantPermissions(
        List.of("microphone"), new BrowserContext.GrantPermissionsOptions().setOrigin(origin));
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
