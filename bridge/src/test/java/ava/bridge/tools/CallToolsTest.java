package ava.bridge.tools;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.CallSid;
import ava.shared.NotedMessage;
import ava.shared.NotedMessage.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the model asks for and whatever becomes of it, it is answered.
class CallToolsTest {
  private final List<NotedMessage> noted = new CopyOnWriteArrayList<>();

  @Test
  void whatTheModelNotesStandsOnTheNotepad() throws Exception {
    assertThat(run(noted::add, "noter_message", "{\"nom\":\"Mme Petit\"}"))
        .isEqualTo("{\"ok\":true}");
    assertThat(noted).containsExactly(new NotedMessage(Map.of(Field.NAME, "Mme Petit")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"nom\""})
  void argumentsThatAreNoObjectAreAnswered(String arguments) throws Exception {
    assertThat(run(noted::add, "noter_message", arguments)).contains("\"ok\":false", "illisibles");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reserver_table", "raccrocher", ""})
  void whatDoesNotRunBesideTheCallIsAnswered(String name) throws Exception {
    assertThat(run(noted::add, name, "{}")).contains("\"ok\":false", "outil inconnu");
  }

  @Test
  void aFaultOfOursIsAnAnswerToo() throws Exception {
    Notepad torn =
        _ -> {
          throw new IllegalStateException("torn");
        };

    assertThat(run(torn, "noter_message", "{\"nom\":\"Mme Petit\"}"))
        .contains("\"ok\":false", "a échoué");
  }

  @Test
  void aSlowToolIsAnsweredAtTheDeadline() throws Exception {
    var never = new CountDownLatch(1);
    Notepad slow =
        _ -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };

    assertThat(run(slow, "noter_message", "{\"nom\":\"Mme Petit\"}", Duration.ofMillis(1)))
        .contains("\"ok\":false", "pas répondu à temps");
    never.countDown();
  }

  private static String run(Notepad notepad, String name, String arguments) throws Exception {
    return run(notepad, name, arguments, CallTools.DEADLINE);
  }

  private static String run(Notepad notepad, String name, String arguments, Duration deadline)
      throws Exception {
    var answer = new CompletableFuture<String>();
    new CallTools(
            new CallSid("CA" + "0".repeat(32)),
            Toolbox.with(Optional.empty()),
            notepad,
            Runnable::run,
            deadline)
        .run(name, arguments, answer::complete);
    return answer.get(10, TimeUnit.SECONDS);
  }
}
