package ava.bridge.openai;

import java.util.List;
import java.util.Locale;

/// Sentences that transcription models make out of silence and line noise: credits of the subtitles
/// they were trained on.
final class TranscriptNoise {
  private static final List<String> CREDITS =
      List.of(
          "amara.org",
          "sous-titres réalisés",
          "sous-titrage société radio-canada",
          "sous-titrage st' 501",
          "sous-titrage fr",
          "sous-titres par",
          "merci d'avoir regardé cette vidéo",
          "merci d'avoir regardé la vidéo",
          "abonnez-vous à la chaîne",
          "n'oubliez pas de vous abonner",
          "❤️ par sousmaker",
          "radio-canada.ca");

  private TranscriptNoise() {}

  /// The caller's words, stripped; empty when they are nobody's.
  static String without(String transcript) {
    var text = transcript.strip();
    var compared = text.toLowerCase(Locale.FRENCH).replace('’', '\'');
    var spoken = compared.codePoints().anyMatch(Character::isLetterOrDigit);
    return spoken && CREDITS.stream().noneMatch(compared::contains) ? text : "";
  }
}
