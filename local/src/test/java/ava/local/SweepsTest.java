package ava.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepsTest {
  private static final String CALL = "CA00000000000000000000000000000001";

  private final Hands clock = new Hands();
  private final SummaryHandler summary = new SummaryHandler();
  private final Sweeps sweeps = new Sweeps(summary, () -> List.of(CALL), clock);

  @Test
  void whoeverWorkedBeforeTheBeginningIsGone() {
    sweeps.beginning(clock.instant());

    assertThat(summary.events)
        .containsExactly("{\"sweep\":true,\"since\":\"2026-11-25T09:41:12Z\"}");
  }

  @Test
  void everyRoundTellsWhichCallsGoOn() {
    sweeps.round();

    assertThat(summary.events).containsExactly("{\"sweep\":true,\"open\":[\"" + CALL + "\"]}");
  }

  @Test
  void everyHourIsAsOnAws() throws IOException {
    sweeps.hourly();

    assertThat(summary.events)
        .containsExactly(Files.readString(Path.of("../events/summary-sweep.json")).strip());
  }

  @Test
  void aSweepHasTheTimeOfTheFunction() {
    sweeps.hourly();

    assertThat(summary.millis).allMatch(left -> left > 60_000);
  }

  @Test
  void aFunctionThatFailsIsSweptByAgain() {
    summary.fails = true;
    sweeps.hourly();
    summary.fails = false;
    sweeps.hourly();

    assertThat(summary.events).hasSize(2);
  }

  /// Keeps what it is told; its name tells how long it may take.
  static final class SummaryHandler implements RequestStreamHandler {
    final List<String> events = new ArrayList<>();
    final List<Integer> millis = new ArrayList<>();
    boolean fails;

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      events.add(new String(input.readAllBytes(), StandardCharsets.UTF_8));
      millis.add(context.getRemainingTimeInMillis());
      if (fails) {
        throw new IllegalStateException("the table is away");
      }
    }
  }
}
