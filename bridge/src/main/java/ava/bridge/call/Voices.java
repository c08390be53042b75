package ava.bridge.call;

import java.util.Optional;
import java.util.function.Consumer;

/// Opens the voice that speaks in a call. Thread: the call's context.
public interface Voices {
  /// The model speaks for itself.
  Voices MODELS_OWN = _ -> Optional.empty();

  /// Returns at once.
  ///
  /// @param events takes what the voice says on the call's context, in later turns
  /// @return empty when the model speaks for itself
  Optional<Speech> open(Consumer<Event> events);
}
