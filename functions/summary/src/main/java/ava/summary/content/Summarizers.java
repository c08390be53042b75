package ava.summary.content;

import ava.shared.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
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
    var backoff = new Backoff(clock, () -> ThreadLocalRandom.current().nextDouble());
    return model(
        new ChatCompletions(client, baseUrl, key, clock, backoff, Thread::sleep), key, model);
  }

  static Summarizer model(ChatCompletions chat, Secret key, String model) {
    var rules = rules();
    return new FallbackSummary(new ModelSummary(chat, key, model, rules), rules);
  }
}
