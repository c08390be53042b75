package ava.summary.mail;

import java.util.Optional;

/// What an email says of itself and of how much is known.
///
/// @param repeated it is not known whether this mail was sent before
/// @param complement this mail follows one that was sent before all had arrived
/// @param certainty how sure the number to call back is, as a sentence
/// @param gaps what was said and not understood, or is missing, as sentences
public record MailNotes(
    boolean repeated, boolean complement, Optional<String> certainty, Optional<String> gaps) {
  public static final MailNotes NONE =
      new MailNotes(false, false, Optional.empty(), Optional.empty());

  public MailNotes repeated(boolean again) {
    return new MailNotes(again, complement, certainty, gaps);
  }

  public MailNotes complement(String missing) {
    return new MailNotes(repeated, true, certainty, Optional.of(missing));
  }
}
