package ava.bridge.call;

/// One call's voice when it is another than the model's: takes the text of an answer line by line
/// and gives its sound as [Event.SpeechAudio], µ-law at 8 kHz. Never blocks; thread: the call's
/// context, on which its events come.
public interface Speech {
  void send(Effect.ToSpeech effect);

  /// The call is over. No event comes afterwards. Repeating it does nothing.
  void close();
}
