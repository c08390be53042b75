package ava.bridge.speech;

import ava.shared.loop.Beside;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.polly.PollyAsyncClient;

/// The clients of the services that speak, made only where one is chosen.
///
/// @param http asks a service about a voice
public record SpeechClients(
    Function<VoiceChoice.Polly, PollyAsyncClient> polly, HttpQuestion http) {
  public static final SpeechClients REAL = new SpeechClients(PollyVoice::client, HttpQuestion.REAL);

  /// Where a voice lives: who dials and what blocks belong to the loop.
  public record Home(Loop loop, Dialer dialer, Beside beside) {}

  /// @param fixed all that Ava says in fixed words
  /// @return empty when the model speaks for itself
  public Optional<ReadingVoices> voices(VoiceChoice choice, Home home, List<String> fixed) {
    return provider(choice, home)
        .map(provider -> new ReadingVoices(home.loop(), choice.id(), provider, fixed));
  }

  private Optional<SpeechProvider> provider(VoiceChoice choice, Home home) {
    return switch (choice) {
      case VoiceChoice.Models _ -> Optional.empty();
      case VoiceChoice.Polly voice ->
          Optional.of(new PollyVoice(home.loop(), polly.apply(voice), voice));
      case VoiceChoice.ElevenLabs voice ->
          Optional.of(new ElevenLabsVoice(home.loop(), home.dialer(), home.beside(), http, voice));
    };
  }
}
