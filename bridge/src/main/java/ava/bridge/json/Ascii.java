package ava.bridge.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongUnaryOperator;

/// Whether a text is of nothing but characters of one kind, told eight at a time: a frame of audio
/// has two hundred and is asked twice, a hundred times a second. Each byte of a word answers in its
/// highest bit. Pure.
final class Ascii {
  private static final int WORD = Long.BYTES;
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = EACH << 7;
  private static final int LOWER_CASE = 'a' - 'A';
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Ascii() {}

  /// Whether the first so many are of the base64 alphabet.
  static boolean isBase64(String text, int length) {
    return all(text, length, Ascii::base64);
  }

  /// Whether all stand in a string of JSON as they are; of a question mark that is not said.
  static boolean isPlain(String text) {
    return all(text, text.length(), Ascii::plain);
  }

  private static boolean all(String text, int length, LongUnaryOperator kind) {
    var bytes = text.getBytes(StandardCharsets.UTF_8); // no byte of a longer character is of a kind
    var at = 0;
    for (; at + WORD <= length; at += WORD) {
      if (!each((long) WORDS.get(bytes, at), kind)) {
        return false;
      }
    }
    for (; at < length; at++) {
      if (!each((bytes[at] & 0xFF) * EACH, kind)) {
        return false;
      }
    }
    return true;
  }

  private static boolean each(long word, LongUnaryOperator kind) {
    return (kind.applyAsLong(word) & ~word & HIGHEST) == HIGHEST;
  }

  private static long base64(long word) {
    return within(word | LOWER_CASE * EACH, 'a', 'z') | within(word, '/', '9') | is(word, '+');
  }

  /// A question mark may stand for half a character, which has no bytes.
  private static long plain(long word) {
    return within(word, ' ', '~') & ~is(word, '"') & ~is(word, '\\') & ~is(word, '?');
  }

  private static long is(long word, char character) {
    return within(word, character, character);
  }

  private static long within(long word, char first, char last) {
    return atLeast(word, first) & ~atLeast(word, last + 1);
  }

  private static long atLeast(long word, int least) {
    return (word | HIGHEST) - least * EACH;
  }
}
