package ava.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ava.local.LocalAva;
import ava.local.mail.Mailbox;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.model.Script;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Scenarios;
import ava.simulator.scenario.Step;
import ava.simulator.socket.RealtimeSimulator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Through the real bridge the model hears, byte for byte, what the page made of the voice.
@Timeout(120)
class PhoneModelTest {
  private final List<byte[]> heard = new CopyOnWriteArrayList<>();

  /// Plays a scenario and keeps what it hears.
  private record Listening(Script script, List<byte[]> heard) implements Script {
    @Override
    public Player player() {
      var player = script.player();
      return new Player() {
        @Override
        public void receives(byte[] audio) {
          player.receives(audio);
        }

        @Override
        public String hears(byte[] utterance) {
          heard.add(utterance);
          return player.hears(utterance);
        }

        @Override
        public void recalls(String role, String text) {
          player.recalls(role, text);
        }

        @Override
        public Reply replies(String instructions, Set<String> tools) {
          return player.replies(instructions, tools);
        }
      };
    }
  }

  @Test
  void modelHearsByteForByteWhatThePageMadeOfTheVoice(@TempDir Path folder) {
    var speech = new Speech().waits(Duration.ofSeconds(12)).says(sentence());
    var script = new Listening(new ScenarioScript(Scenarios.load("rendez-vous")), heard);
    try (var model = RealtimeSimulator.start(script, Pace.USUAL, CallObserver.NOBODY);
        var ava = LocalAva.start(plan(model));
        var chromium = Chromium.hearing(speech.write(folder.resolve("speech.wav")));
        var visitor = chromium.strictVisitor(ava.settings().here().toString())) {
      AudioThread.overhear(visitor);
      var page = visitor.newPage();
      page.navigate(ava.settings().here() + "/phone");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Appeler Ava")).click();
      page.waitForCondition(
          () -> heard.stream().anyMatch(sound -> sound.length > sentence().bytes().length / 2),
          new Page.WaitForConditionOptions().setTimeout(90_000));

      var made = new ByteArrayOutputStream();
      new AudioThread(page)
          .frames()
          .forEach(frame -> made.writeBytes(Base64.getDecoder().decode(frame.sound())));
      assertThat(heard)
          .allSatisfy(sound -> assertThat(text(made.toByteArray())).contains(text(sound)));
      assertThat(model.refused()).isEmpty();
    }
  }

  private static LocalAva.Plan plan(RealtimeSimulator model) {
    return new LocalAva.Plan(
        Optional.empty(), 0, Map.of(), Optional.of(model.baseUrl()), Mailbox.inMemory());
  }

  private static Clip sentence() {
    return Scenarios.load("rendez-vous").callerSteps().stream()
        .filter(Step.CallerSays.class::isInstance)
        .map(step -> ((Step.CallerSays) step).audio())
        .findFirst()
        .orElseThrow();
  }

  /// One letter a byte, so that a part can be found.
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
