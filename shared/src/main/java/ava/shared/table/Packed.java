package ava.shared.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Text in few bytes: deflated without a header (RFC 1951), begun with words that calls are made
/// of.
final class Packed {
  /// Part of what is written: it must never change.
  private static final byte[] DICTIONARY =
      ("au revoir bonne journée avec plaisir c'est noté d'accord votre nom votre numéro de téléphone"
              + " s'il vous plaît est-ce que vous pouvez me rappeler je voudrais prendre un"
              + " rendez-vous demain matin cet après-midi lundi mardi mercredi jeudi vendredi"
              + " bonjour je suis ava l'assistante vocale que puis-je faire pour vous")
          .getBytes(StandardCharsets.UTF_8);

  private static final int BLOCK = 4096;

  private Packed() {}

  static byte[] of(String text) {
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      var packed = new ByteArrayOutputStream();
      var block = new byte[BLOCK];
      while (!deflater.finished()) {
        packed.write(block, 0, deflater.deflate(block));
      }
      return packed.toByteArray();
    }
  }

  /// @throws IllegalArgumentException when these bytes were not packed here
  static String text(byte[] packed) {
    try (var inflater = new Inflater(true)) {
      inflater.setDictionary(DICTIONARY);
      inflater.setInput(packed);
      var text = new ByteArrayOutputStream();
      var block = new byte[BLOCK];
      while (!inflater.finished()) {
        var count = inflater.inflate(block);
        if (count == 0 && !inflater.finished()) {
          throw new IllegalArgumentException("packed text ends too soon");
        }
        text.write(block, 0, count);
      }
      return text.toString(StandardCharsets.UTF_8);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("no packed text", e);
    }
  }
}
