package ava.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MessageSchemas;
import ava.simulator.scenario.MuLaw;
import ava.simulator.scenario.Scenarios;
import ava.simulator.scenario.Step;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The page's telephone as the bridge meets it: frame by frame, with a human voice in the
/// microphone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class PhoneStreamTest {
  private static final Clip SENTENCE = sentence();
  private static final double AUDIBLE = 0.004;

  private Optional<Chromium> chromium = Optional.empty();
  private Optional<StandInBridge> started = Optional.empty();
  private Optional<BrowserContext> visitor = Optional.empty();

  private static Clip sentence() {
    return Scenarios.load("rendez-vous").callerSteps().stream()
        .filter(Step.CallerSays.class::isInstance)
        .map(step -> ((Step.CallerSays) step).audio())
        .findFirst()
        .orElseThrow();
  }

  @BeforeAll
  void startBrowser(@TempDir Path folder) {
    var speech = new Speech().waits(Duration.ofMillis(1500)).says(SENTENCE);
    chromium = Optional.of(Chromium.hearing(speech.write(folder.resolve("speech.wav"))));
  }

  @AfterAll
  void stopBrowser() {
    chromium.ifPresent(Chromium::close);
  }

  @BeforeEach
  void newBridge() {
    started = Optional.of(new StandInBridge());
  }

  @AfterEach
  void closeBridge() {
    visitor.ifPresent(BrowserContext::close);
    started.ifPresent(StandInBridge::close);
  }

  private StandInBridge bridge() {
    return started.orElseThrow();
  }

  private Page call() {
    var context = chromium.orElseThrow().strictVisitor(bridge().origin());
    visitor = Optional.of(context);
    AudioThread.overhear(context);
    var page = context.newPage();
    page.navigate(bridge().origin() + "/phone");
    button(page, "Appeler Ava").click();
    page.waitForCondition(() -> bridge().messages("media").size() > 10);
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void bridgeGetsByteForByteWhatThePageMadeOfTheVoice() {
    var page = call();
    page.waitForCondition(() -> bridge().messages("media").size() > 300);
    button(page, "Raccrocher").click();
    page.waitForCondition(() -> !bridge().messages("stop").isEmpty());

    var received = payloads();
    var made = new AudioThread(page).frames().stream().map(AudioThread.Frame::sound).toList();
    assertThat(Collections.indexOfSubList(made, received)).isNotNegative();
    assertThat(Speech.likeness(bytes(received), SENTENCE.bytes())).isGreaterThan(0.8);
  }

  @Test
  void streamSpeaksAsTwilioDoes() {
    var page = call();
    button(page, "5").click();
    page.waitForCondition(() -> !bridge().messages("dtmf").isEmpty());
    button(page, "Raccrocher").click();
    page.waitForCondition(() -> bridge().asked().contains("/call-status completed"));

    var messages = bridge().messages();
    var schemas = MessageSchemas.fromTwilio();
    assertThat(messages).allSatisfy(message -> assertThat(schemas.problems(message)).isEmpty());
    assertThat(messages.getFirst().path("event").asString()).isEqualTo("connected");
    assertThat(messages.getLast().path("event").asString()).isEqualTo("stop");
    assertThat(messages.stream().skip(1).map(m -> m.path("sequenceNumber").asString()))
        .containsExactlyElementsOf(counting(messages.size() - 1));
    var media = bridge().messages("media");
    assertThat(media.stream().map(m -> m.path("media").path("chunk").asString()))
        .containsExactlyElementsOf(counting(media.size()));
    assertThat(payloads()).allSatisfy(p -> assertThat(Base64.getDecoder().decode(p)).hasSize(160));
    assertThat(bridge().messages("dtmf").getFirst().path("dtmf").path("digit").asString())
        .isEqualTo("5");
    var start = bridge().messages("start").getFirst().path("start");
    assertThat(
            bridge()
                .admits(
                    start.path("callSid").asString(),
                    start.path("customParameters").path("token").asString()))
        .isTrue();
    assertThat(bridge().asked())
        .containsExactly("/twiml ringing", "/after-stream completed", "/call-status completed");
  }

  @Test
  void soundIsPlayedAsItCameAndMarksAreReachedWhenItWasHeard() {
    var page = call();
    bridge().plays(tone(Duration.ofSeconds(1)));
    bridge().marks("middle");
    bridge().plays(tone(Duration.ofSeconds(1)));
    bridge().marks("end");
    bridge().marks("behind the end");
    page.waitForCondition(() -> bridge().messages("mark").size() == 3);
    bridge().marks("nothing queued");
    page.waitForCondition(() -> bridge().messages("mark").size() == 4);

    var audio = new AudioThread(page);
    var heard = audio.frames().stream().filter(frame -> frame.ava() > AUDIBLE).toList();
    assertThat(heard.size()).isBetween(99, 102);
    // a sine of half the scale
    assertThat(heard.get(50).ava()).isBetween(0.34, 0.37);
    assertThat(bridge().messages("mark").stream().map(PhoneStreamTest::name))
        .containsExactly("middle", "end", "behind the end", "nothing queued");
    var marks = audio.marks();
    assertThat(marks.get(1).frames() - marks.get(0).frames()).isBetween(48, 52);
  }

  @Test
  void interruptionEmptiesTheQueueWithinATenthOfASecond() {
    var page = call();
    var audio = new AudioThread(page);
    for (var piece = 0; piece < 10; piece++) {
      bridge().plays(tone(Duration.ofSeconds(1)));
      bridge().marks("second " + piece);
    }
    page.waitForCondition(() -> !bridge().messages("mark").isEmpty());
    bridge().clears();
    page.waitForCondition(() -> bridge().messages("mark").size() == 10);
    page.waitForCondition(() -> audio.frames().getLast().ava() == 0);

    var cleared = audio.clears().getFirst();
    var silent =
        audio.frames().stream()
            .filter(frame -> frame.at() > cleared && frame.ava() < AUDIBLE)
            .findFirst()
            .orElseThrow();
    assertThat(silent.queuedMs()).isZero();
    assertThat(1000 * (silent.at() - cleared) + silent.laterMs()).isLessThan(100);

    bridge().plays(tone(Duration.ofSeconds(1)));
    bridge().marks("after");
    page.waitForCondition(() -> bridge().messages("mark").size() == 11);
    assertThat(name(bridge().messages("mark").getLast())).isEqualTo("after");
  }

  @Test
  void avaHangsUp() {
    var page = call();
    bridge().closesStream();

    assertThat(page.getByText("Raccroché")).isVisible();
    assertThat(button(page, "Appeler Ava")).isEnabled();
    page.waitForCondition(() -> bridge().asked().contains("/call-status completed"));
    assertThat(bridge().asked())
        .containsExactly("/twiml ringing", "/after-stream in-progress", "/call-status completed");
  }

  @Test
  void pageThatIsClosedHangsUp() {
    var page = call();
    var other = page.context().newPage();
    page.close(new Page.CloseOptions().setRunBeforeUnload(false));

    other.waitForCondition(() -> bridge().asked().contains("/call-status completed"));
    assertThat(bridge().asked())
        .containsExactly("/twiml ringing", "/after-stream completed", "/call-status completed");
  }

  private List<String> payloads() {
    return bridge().messages("media").stream()
        .map(message -> message.path("media").path("payload").asString())
        .toList();
  }

  private static byte[] bytes(List<String> payloads) {
    var bytes = new ByteArrayOutputStream();
    payloads.forEach(payload -> bytes.writeBytes(Base64.getDecoder().decode(payload)));
    return bytes.toByteArray();
  }

  private static String name(JsonNode mark) {
    return mark.path("mark").path("name").asString();
  }

  private static List<String> counting(int to) {
    return IntStream.rangeClosed(1, to).mapToObj(Integer::toString).toList();
  }

  private static byte[] tone(Duration length) {
    var sound = new byte[(int) length.toMillis() * Clip.BYTES_PER_MS];
    for (var index = 0; index < sound.length; index++) {
      sound[index] = MuLaw.encode((int) (16384 * Math.sin(2 * Math.PI * 400 * index / 8000)));
    }
    return sound;
  }
}
