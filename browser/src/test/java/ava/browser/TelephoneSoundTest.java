package ava.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.MuLaw;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the page's modules make of sound, number by number.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class TelephoneSoundTest {
  private Optional<Chromium> chromium = Optional.empty();
  private Optional<StandInBridge> bridge = Optional.empty();
  private Optional<BrowserContext> visitor = Optional.empty();

  @BeforeAll
  void start() {
    var browser = Chromium.start();
    var served = new StandInBridge();
    chromium = Optional.of(browser);
    bridge = Optional.of(served);
    visitor = Optional.of(browser.strictVisitor(served.origin()));
  }

  @AfterAll
  void stop() {
    chromium.ifPresent(Chromium::close);
    bridge.ifPresent(StandInBridge::close);
  }

  private Page page() {
    var page = visitor.orElseThrow().newPage();
    page.navigate(bridge.orElseThrow().origin() + "/phone");
    return page;
  }

  @Test
  void everyCodeIsDecodedAsTheTelephoneDoes() {
    var decoded =
        page()
            .evaluate(
                """
                async () => {
                  const {decode} = await import('/phone/mulaw.js');
                  return Array.from({length: 256}, (_, code) => Math.round(decode(code) * 32768) || 0);
                }\
                """);

    assertThat(decoded)
        .isEqualTo(IntStream.range(0, 256).mapToObj(c -> (int) MuLaw.decode((byte) c)).toList());
  }

  @Test
  void everySampleIsEncodedAsTheTelephoneDoes() {
    var encoded =
        page()
            .evaluate(
                """
                async () => {
                  const {encode} = await import('/phone/mulaw.js');
                  return Array.from({length: 65536}, (_, at) => encode((at - 32768) / 32768));
                }\
                """);

    assertThat(encoded)
        .isEqualTo(IntStream.range(-32768, 32768).mapToObj(s -> MuLaw.encode(s) & 0xff).toList());
  }

  /// A sine through the filter: what a telephone carries passes, what it cannot carry is gone
  /// instead of folding back.
  @ParameterizedTest
  @CsvSource({
    "48000, 8000, 100, 0.99, 1.01",
    "48000, 8000, 1000, 0.99, 1.01",
    "48000, 8000, 3200, 0.98, 1.02",
    "48000, 8000, 4000, 0, 0.001",
    "48000, 8000, 5000, 0, 0.001",
    "48000, 8000, 7900, 0, 0.001",
    "48000, 8000, 15900, 0, 0.001",
    "44100, 8000, 440, 0.99, 1.01",
    "44100, 8000, 3200, 0.98, 1.02",
    "44100, 8000, 4500, 0, 0.001",
    "44100, 8000, 8100, 0, 0.001",
    "16000, 8000, 3000, 0.99, 1.01",
    "8000, 48000, 440, 0.99, 1.01",
    "8000, 44100, 3200, 0.98, 1.02"
  })
  void onlyWhatATelephoneCarriesPasses(int from, int to, int hertz, double least, double most) {
    var gain =
        (double)
            page()
                .evaluate(
                    """
                    async ({from, to, hertz}) => {
                      const {Resampler} = await import('/phone/resampler.js');
                      const resampler = new Resampler(from, to);
                      const made = [];
                      for (let at = 0; at < from; at += 128) {
                        made.push(...resampler.push(Float32Array.from({length: 128},
                            (_, index) => Math.sin(2 * Math.PI * hertz * (at + index) / from))));
                      }
                      const steady = made.slice(to / 10);
                      const power = steady.reduce((sum, x) => sum + x * x, 0) / steady.length;
                      return Math.sqrt(2 * power) + 1e-12;
                    }\
                    """,
                    Map.of("from", from, "to", to, "hertz", hertz));

    assertThat(gain).isBetween(least, most);
  }

  /// Loud frames of 20 ms: who is loud, and for how many frames.
  @Test
  void waitsAreMeasuredFromTheEndOfASentence() {
    var told =
        page()
            .evaluate(
                """
                async story => {
                  const {Times} = await import('/phone/times.js');
                  const times = new Times(0);
                  let at = 0;
                  for (const [who, frames] of story) {
                    for (let frame = 0; frame < frames; frame++) {
                      at += 0.02;
                      times.frame({you: who === 'you' ? 0.1 : 0, ava: who === 'ava' ? 0.1 : 0, at});
                    }
                  }
                  return [times.firstWord, ...times.answers, times.median()].map(x => x.toFixed(2));
                }\
                """,
                List.of(
                    List.of("nobody", 20),
                    List.of("ava", 100),
                    List.of("nobody", 5),
                    List.of("ava", 50),
                    List.of("you", 3),
                    List.of("nobody", 30),
                    List.of("ava", 50),
                    List.of("you", 60),
                    List.of("nobody", 39),
                    List.of("ava", 50),
                    List.of("nobody", 30),
                    List.of("you", 60),
                    List.of("nobody", 59),
                    List.of("ava", 10)));

    assertThat(told).isEqualTo(List.of("0.42", "0.80", "1.20", "1.20"));
  }
}
