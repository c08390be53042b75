package ava.trial.world;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.TextSocket;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A simulator that finds nothing must have been able to: faults of Ava's, put between her and the
/// rest of the world, are found soon, in worlds where nothing is wrong without them. A build begins
/// with a world that finds each; `-Dmutants.all=true` looks for it from the first on.
@Execution(ExecutionMode.CONCURRENT)
class MutantsTest {
  private static final boolean FROM_THE_FIRST = Boolean.getBoolean("mutants.all");
  private static final long SEED = 20_261_125;
  private static final int MOST_CALLS = 1_000;

  /// The first rule that is broken while something stands between Ava and the rest.
  ///
  /// @param known a world in which it is
  private static Optional<String> firstBroken(int known, Wiring wiring) {
    var calls = 0;
    for (var world = FROM_THE_FIRST ? 0 : known; calls < MOST_CALLS; world++) {
      var plot = Playwright.plot(new Seed(SEED).child(world));
      calls += plot.callers().size();
      var violations = new Scene(plot, wiring).play().violations();
      if (!violations.isEmpty()) {
        assertThat(new Scene(plot).play().violations()).isEmpty();
        return Optional.of(violations.getFirst().invariant());
      }
    }
    return Optional.empty();
  }

  @Test
  void avaWhoGoesOnSpeakingWhenSheIsInterruptedIsFound() {
    var mutant =
        toTwilio(
            text -> text.startsWith("{\"event\":\"clear\"") ? Optional.empty() : Optional.of(text));

    assertThat(firstBroken(3, mutant)).contains("cut");
  }

  @Test
  void avaWhoClaimsThatMoreOfHerAnswerWasHeardIsFound() {
    var end = Pattern.compile("(?<=\"audio_end_ms\":)\\d+");
    Function<MatchResult, String> later = ms -> Long.toString(Long.parseLong(ms.group()) + 500);
    var mutant =
        toModel(text ->
            Optional.of(
                text.contains("conversation.item.truncate")
                    ? end.matcher(text).replaceAll(later)
                    : text));

    assertThat(firstBroken(3, mutant))
        .hasValueSatisfying(rule -> assertThat(rule).isIn("heard", "legal"));
  }

  @Test
  void avaWhoClaimsThatMoreOfTheWordsSheWroteWereHeardIsFound() {
    var end = Pattern.compile("(?<=\"type\":\"output_text\",\"text\":\"[^\"]{0,500})\"");
    var mutant =
        toModel(text ->
            Optional.of(
                text.contains("\"event_id\":\"heard-")
                    ? end.matcher(text).replaceFirst(" et encore tout cela\"")
                    : text));

    assertThat(firstBroken(36, mutant)).contains("heard");
  }

  @Test
  void avaWhoLeavesHerSentenceWhenAnotherVoiceFailsIsFound() {
    var mutant =
        toModel(
            text -> text.contains("\"event_id\":\"stand-") ? Optional.empty() : Optional.of(text));

    assertThat(firstBroken(13, mutant))
        .hasValueSatisfying(rule -> assertThat(rule).isIn("whole", "gap"));
  }

  @Test
  void turnsThatAreWrittenTwiceAreFound() {
    var number = Pattern.compile("(?<=TURN#)\\d{6}");
    Function<MatchResult, String> next = seq -> "%06d".formatted(Integer.parseInt(seq.group()) + 1);
    var mutant =
        new Wiring() {
          @Override
          public CloudService table(CloudService service) {
            return new Doubled(
                service,
                "PutItem",
                body ->
                    body.contains("TURN#")
                        ? Optional.of(number.matcher(body).replaceAll(next))
                        : Optional.empty());
          }
        };

    assertThat(firstBroken(1, mutant)).contains("turns");
  }

  @Test
  void mailsThatAreSentTwiceAreFound() {
    var mutant =
        new Wiring() {
          @Override
          public CloudService mail(CloudService service) {
            return new Doubled(service, "SendRawEmail", Optional::of);
          }
        };

    assertThat(firstBroken(1, mutant)).contains("one mail");
  }

  /// Does what is asked, and then something else.
  private record Doubled(
      CloudService service, String operation, Function<String, Optional<String>> again)
      implements CloudService {
    @Override
    public String name() {
      return service.name();
    }

    @Override
    public Reply answer(Mishap.Request request) throws IOException {
      var reply = service.answer(request);
      if (request.operation().equals(operation)) {
        var body = again.apply(request.body().text());
        if (body.isPresent()) {
          service.answer(
              new Mishap.Request(service.name(), operation, new Payload.Text(body.get())));
        }
      }
      return reply;
    }

    @Override
    public Reply refusal(int status, String code) {
      return service.refusal(status, code);
    }
  }

  /// Hears something else than was said, or nothing. A bridge whose messages to Twilio are changed,
  /// or swallowed.
  private static Wiring toTwilio(Function<String, Optional<String>> change) {
    return new Wiring() {
      @Override
      public TextSocket.Ear twilio(TextSocket.Ear ear) {
        return new ChangedEar(ear, change);
      }
    };
  }

  /// As [#toTwilio], to the model.
  private static Wiring toModel(Function<String, Optional<String>> change) {
    return new Wiring() {
      @Override
      public TextSocket.Ear model(TextSocket.Ear ear) {
        return new ChangedEar(ear, change);
      }
    };
  }

  private static final class ChangedEar extends PassedEar {
    private final Function<String, Optional<String>> change;

    ChangedEar(TextSocket.Ear ear, Function<String, Optional<String>> change) {
      super(ear);
      this.change = change;
    }

    @Override
    public void text(String text) {
      change.apply(text).ifPresent(super::text);
    }
  }
}
