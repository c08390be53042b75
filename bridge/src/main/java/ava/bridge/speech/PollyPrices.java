package ava.bridge.speech;

import ava.shared.call.Usage;

/// List prices of Amazon Polly in US dollars per million characters, November 2026. Source: AWS's
/// price page.
final class PollyPrices {
  private PollyPrices() {}

  static Usage of(String engine, long characters) {
    var million =
        switch (engine) {
          case "standard" -> 4.0;
          case "neural" -> 16.0;
          case "long-form" -> 100.0;
          default -> 30.0;
        };
    return Usage.ofSpeech(characters, million);
  }
}
