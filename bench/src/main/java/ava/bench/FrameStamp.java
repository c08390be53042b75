package ava.bench;

import java.nio.ByteBuffer;
import java.util.Base64;

/// What a frame of 20 ms (160 bytes of mu-law) says of itself. Every byte of it follows from the
/// four values, so that one that was changed is found.
///
/// @param kind [#SPEECH] or [#ANSWER]
/// @param call whose, from 1
/// @param index which frame of its side, from 0
/// @param nanos when the caller sent it, of [System#nanoTime]
record FrameStamp(byte kind, int call, int index, long nanos) {
  static final int BYTES = 160;

  /// A frame of the caller's; it comes back as the model's answer under another kind.
  static final byte SPEECH = 0x51;

  static final byte ANSWER = 0x52;

  private static final int MAGIC = 0x41_76_61_21;
  private static final int HEAD = 21;
  private static final int BASE64 = 216;

  /// Nobody's stamp: greeting, chime, silence.
  static final FrameStamp NONE = new FrameStamp((byte) 0, 0, 0, 0);

  byte[] bytes() {
    var frame = ByteBuffer.allocate(BYTES);
    frame.putInt(MAGIC).put(kind).putInt(call).putInt(index).putLong(nanos);
    for (var at = HEAD; at < BYTES; at++) {
      frame.put(at, filling(at));
    }
    return frame.array();
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  private byte filling(int at) {
    return (byte) (call * 31 + index * 7 + at);
  }

  /// @return [#NONE] when no stamped frame begins here
  static FrameStamp read(byte[] audio, int from) {
    if (from + BYTES > audio.length) {
      return NONE;
    }
    var frame = ByteBuffer.wrap(audio, from, BYTES);
    return frame.getInt() == MAGIC
        ? new FrameStamp(frame.get(), frame.getInt(), frame.getInt(), frame.getLong())
        : NONE;
  }

  /// Whether every byte is as it was sent.
  boolean whole(byte[] audio, int from) {
    for (var at = HEAD; at < BYTES; at++) {
      if (audio[from + at] != filling(at)) {
        return false;
      }
    }
    return true;
  }

  /// The frames that base64 audio holds: most often one.
  static int frames(String base64) {
    return base64.length() == BASE64 ? 1 : base64.length() * 3 / 4 / BYTES;
  }
}
