package ava.summary.content;

import ava.shared.settings.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import okhttp3.OkHttpClient;

/// The ways to a summary.
public final class Summarizers {
  private Summarizers() {}

  /// By rules alone, in milliseconds.
  public static Summarizer rules() {
    return new ExtractiveSummary();
  }

  /// By the model, its answer checked against what was said; by rules when the model fails.
  ///
  /// @param baseUrl of OpenAI's API, with its version
  public static Summarizer model(
      OkHttpClient client, URI baseUrl, Secret key, String model, Clock clock) {
    return model(
        client,
        baseUrl,
        key,
        model,
        clock,
        () -> ThreadLocalRandom.current().nextDouble(),
        Summarizers::sleep);
  }

  /// As [#model(OkHttpClient, URI, Secret, String, Clock)], with chance and waits of the caller's.
  ///
  /// @param chance from 0 to 1, exclusive
  /// @param pause waits between two tries
  public static Summarizer model(
      OkHttpClient client,
      URI baseUrl,
      Secret key,
      String model,
      Clock clock,
      DoubleSupplier chance,
      Consumer<Duration> pause) {
    var backoff = new Backoff(clock, chance);
    return model(
        new ChatCompletions(client, baseUrl, key, clock, backoff, pause::accept), key, model);
  }

  /// Waits on the calling thread.
  public static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Summarizer model(ChatCompletions chat, Secret key, String model) {
    var rules = rules();
    return new FallbackSummary(new ModelSummary(chat, key, model, rules), rules);
  }
}
