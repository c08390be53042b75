package ava.bridge.speech;

import ava.shared.loop.Loop;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.polly.PollyAsyncClient;

/// The clients of the services that speak, made only where one is chosen.
public record SpeechClients(Function<VoiceChoice.Polly, PollyAsyncClient> polly) {
  public static final SpeechClients REAL = new SpeechClients(PollyVoice::client);

  /// @param fixed all that Ava says in fixed words
  /// @return empty when the model speaks for itself
  public Optional<ReadingVoices> voices(VoiceChoice choice, Loop loop, List<String> fixed) {
    return switch (choice) {
      case VoiceChoice.Models _ -> Optional.empty();
      case VoiceChoice.Polly voice ->
          Optional.of(
              new ReadingVoices(
                  loop, voice.id(), new PollyVoice(loop, polly.apply(voice), voice), fixed));
    };
  }
}
