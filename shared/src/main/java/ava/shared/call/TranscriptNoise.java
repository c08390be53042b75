package ava.shared.call;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Sentences that transcription models make out of silence and line noise: credits of the subtitles
/// they were trained on. They are taken out and everything else is kept, since they stand beside
/// real words as often as alone. What a caller may say himself is a credit only as a whole
/// sentence.
public final class TranscriptNoise {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  /// « Sous-titres » in all its spellings, or a translation of it.
  private static final String SUBTITLES =
      "(?:sous[- ]?titr(?:es?|age)|subtitles?|untertitel(?:ung)?|subtítulos|legendas|sottotitoli)";

  private static final String MADE =
      "(?: *(?:réalisée?s?|faite?s?|créée?s?|proposée?s?|fournis?|traduits?|realizados|creati))?";

  private static final String AMARA = "amara *\\.? *org";

  /// Credits that nobody says on the telephone, unless he speaks about them: « les sous-titres… ».
  private static final List<String> MARKED =
      List.of(
          SUBTITLES
              + MADE
              + " *:? *(?:par|para|by|von|der|por|pela|dalla|de)?(?: +(?:para|la|the|l'))?"
              + " *(?:(?:communauté|équipe|comunidad|comunidade|comunità|community)"
              + "(?: +(?:d'|de +|of +)| +))?(?:d'|l')?"
              + AMARA
              + "(?:[- ]community)?",
          SUBTITLES + " *:? *(?:de +(?:la +)?)?(?:société|sté|cbc)? *[-/]? *radio[- ]canada",
          SUBTITLES + " *:? *st *' *501",
          SUBTITLES + MADE + " *:? *(?:par|by)? *sous-?(?:maker|titreur)(?: *\\. *(?:com|fr))?",
          SUBTITLES + " *:? *mfp",
          "par +sous-?(?:maker|titreur)(?: *\\. *(?:com|fr))?",
          "(?:https?://)?www\\.(?:sous-titres|amara|mooji|zeoranger)\\.[a-z.]+",
          "transcribed +by +(?:https?://)?otter\\.ai");

  /// Sentences of videos. Somebody may say their words in a longer sentence.
  private static final List<String> SENTENCES =
      List.of(
          SUBTITLES + "(?: *fr)?(?: *\\d{4})?",
          SUBTITLES + MADE + " *(?:par|by|:) *[^.!?…]{1,50}",
          "(?:traduction|transcription|relecture)(?: +et +sous-titrage)? *(?:par|:) *[^.!?…]{1,50}",
          "(?:la +)?(?:communauté +d')?" + AMARA,
          "(?:la +)?(?:société +)?radio-canada(?: *\\. *ca)?",
          "merci +(?:à +tous +)?(?:d'avoir|de +l'avoir) +regardé(?: +(?:cette|la|ma) +vidéo)?"
              + "(?: +jusqu'au +bout)?(?: +et +à +(?:bientôt|la +prochaine))?",
          "(?:n'(?:oubliez|hésitez) +pas +(?:de|à) +(?:vous +abonner|liker))"
              + "(?: +à +(?:la|ma|notre) +chaîne)?(?:,? +et +[^.!?…]{1,40})?",
          "(?:likez,? +)?abonnez-vous(?: +à +(?:la|ma|notre) +chaîne)?"
              + "(?:,? +(?:et +)?(?:likez|partagez|activez)[^.!?…]{0,40})?",
          "(?:à +bientôt|on +se +retrouve) +(?:pour|dans) +(?:une|la) +(?:nouvelle|prochaine) +vidéo",
          "thank(?:s| +you)(?: +so +much)? +for +watching(?: +(?:this|the) +video)?",
          "please +subscribe(?: +to +(?:my|the|our) +channel)?",
          "[\\[(*♪♫] *(?:musique|générique|applaudissements|rires?|silence|bruits?|soupirs?)"
              + "[^\\])*♪♫.!?]{0,30}[\\])*♪♫]?");

  /// Behind such a word the credit is what the caller speaks about.
  private static final String SPOKEN_ABOUT =
      "(?<!\\b(?:le|la|les|des|ces|ses|vos|nos|mes|tes|leurs|aux|du|de|en|un|cette|ce|cet|pour|et|ou"
          + "|site|chez|sur|avec|sont|the|your|my) {0,3})";

  private static final Pattern NOISE =
      Pattern.compile(
          "(?:[❤♥©♪♫\\uFE0F] *)*(?:"
              + SPOKEN_ABOUT
              + "\\b(?:"
              + String.join("|", MARKED)
              + ")(?![\\w@])|"
              + "(?<=^|[.!?…\\n«»\"♪\\])] {0,3})(?:"
              + String.join("|", SENTENCES)
              + ")(?= *(?:$|[.!?…\\n«»\"♪\\])])))[ .,;:!?…♪\\])❤♥\\uFE0F]*",
          FLAGS);

  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

  private TranscriptNoise() {}

  /// The caller's words, stripped; empty when they are nobody's.
  public static String without(String transcript) {
    var words = new ArrayList<String>();
    var from = 0;
    for (var credit : NOISE.matcher(plain(transcript)).results().toList()) {
      words.add(transcript.substring(from, credit.start()));
      from = credit.end();
    }
    words.add(transcript.substring(from));
    return words.stream()
        .filter(part -> LETTER_OR_DIGIT.matcher(part).find())
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  /// The same text, letter by letter, with one kind of apostrophe, hyphen and space.
  private static String plain(String text) {
    return text.replace('’', '\'')
        .replace('ʼ', '\'')
        .replace('‑', '-')
        .replace('‐', '-')
        .replace('\u00a0', ' ')
        .replace('\u202f', ' ');
  }
}
