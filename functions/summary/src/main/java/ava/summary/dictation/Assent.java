package ava.summary.dictation;

import java.util.regex.Pattern;

/// What a caller answers to a number that was read back.
enum Assent {
  YES,
  NO,
  NONE;

  private static final Pattern SURE_NO =
      Pattern.compile(
          "\\bpas (?:du tout|ca|cela|exact|correct|bon|le bon|tout a fait)\\b|\\b(?:c'est faux|erreur"
              + "|incorrect|vous vous trompez|je me (?:suis )?tromp)");
  private static final Pattern SURE_YES =
      Pattern.compile(
          "\\bc'est (?:bien )?(?:ca|cela|exact|correct|bon|juste|le bon)\\b|^(?:mais )?si(?:,? si)*\\W*$");
  private static final Pattern BEGINS_WITH_NO =
      Pattern.compile("^(?:[^a-z]|ah|euh|oh|mais|alors|attendez)*(?:non|nan)\\b");
  private static final Pattern YES_WORDS =
      Pattern.compile(
          "\\b(?:oui|ouais|exact(?:ement)?|tout a fait|parfait(?:ement)?|voila|absolument|affirmatif"
              + "|impeccable|d'accord|ok(?:ay)?|tres bien|correct|effectivement|m+h+m*|nickel)\\b");

  static Assent of(String text) {
    var plain = Strokes.plain(text);
    if (SURE_NO.matcher(plain).find()) {
      return NO;
    }
    if (SURE_YES.matcher(plain).find()) {
      return YES;
    }
    if (BEGINS_WITH_NO.matcher(plain).find()) {
      return NO;
    }
    return YES_WORDS.matcher(plain).find() ? YES : NONE;
  }
}
