package ava.summary.dictation;

/// What a caller's words are to a dictation: numbers, or what is to be done with them.
///
/// @param start where it begins in the text
/// @param end behind its last letter
record Stroke(Kind kind, String word, Gap gap, int start, int end) {
  boolean is(Kind other) {
    return kind == other;
  }

  enum Kind {
    /// A word of a number, or a plus.
    NUMBER,
    /// A number to choose besides: « ou le », « sinon ma femme ».
    SECOND,
    /// Fills a pause: « euh », « attendez », « et puis ».
    PAUSE,
    /// Leads on to a number: « c’est le ».
    LINK,
    /// « non », « pardon »: what comes next replaces what came before.
    CORRECTION,
    /// « je me suis trompé »: a correction that takes back a number also when none follows.
    MISTAKE,
    /// « je répète ».
    AGAIN,
    /// « ça finit par ».
    ENDING,
    /// « ça commence par ».
    BEGINNING,
    /// « pas » in « trente-cinq, pas trente-quatre ».
    INSTEAD,
    /// « j’ai dit ».
    SAID,
    /// « au numéro qui s’affiche ».
    SHOWN,
    /// What is counted, measured or dated: « heures ».
    MEASURE,
    /// Any other word.
    OTHER
  }

  /// What stands before a word.
  enum Gap {
    SPACE,
    HYPHEN,
    PAUSE,
    /// The end of a sentence.
    STOP
  }
}
