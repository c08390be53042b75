package ava.bridge.tools;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.shared.call.CallSid;
import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.shared.loop.Beside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the model asks for and whatever becomes of it, it is answered.
class CallToolsTest {
  private final SteppedLoop loop = new SteppedLoop(Instant.parse("2026-11-22T09:41:12Z"));
  private final List<NotedMessage> noted = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  @Test
  void whatTheModelNotesStandsOnTheNotepad() {
    assertThat(run(noted::add, "noter_message", "{\"nom\":\"Mme Petit\"}"))
        .isEqualTo("{\"ok\":true}");
    assertThat(noted).containsExactly(new NotedMessage(Map.of(Field.NAME, "Mme Petit")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"nom\""})
  void argumentsThatAreNoObjectAreAnswered(String arguments) {
    assertThat(run(noted::add, "noter_message", arguments)).contains("\"ok\":false", "illisibles");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reserver_table", "raccrocher", ""})
  void whatDoesNotRunBesideTheCallIsAnswered(String name) {
    assertThat(run(noted::add, name, "{}")).contains("\"ok\":false", "outil inconnu");
  }

  @Test
  void aFaultOfOursIsAnAnswerToo() {
    Notepad torn =
        _ -> {
          throw new IllegalStateException("torn");
        };

    assertThat(run(torn, "noter_message", "{\"nom\":\"Mme Petit\"}"))
        .contains("\"ok\":false", "a échoué");
  }

  @Test
  void aSlowToolIsAnsweredAtTheDeadline() {
    tools(noted::add, _ -> {}).run("noter_message", "{\"nom\":\"Mme Petit\"}", answers::add);

    loop.pass(CallTools.DEADLINE);

    assertThat(answers)
        .singleElement()
        .satisfies(answer -> assertThat(answer).contains("\"ok\":false", "pas répondu à temps"));
  }

  private String run(Notepad notepad, String name, String arguments) {
    tools(notepad, loop.beside()).run(name, arguments, answers::add);
    loop.run();
    return answers.getLast();
  }

  private CallTools tools(Notepad notepad, Beside beside) {
    return new CallTools(
        new CallSid("CA" + "0".repeat(32)),
        Toolbox.with(Optional.empty()),
        notepad,
        loop,
        beside,
        CallTools.DEADLINE);
  }
}
