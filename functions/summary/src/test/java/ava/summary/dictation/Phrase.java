package ava.summary.dictation;

import ava.shared.contact.ValidNumber;
import java.util.List;
import java.util.Optional;

/// What is said until a number is known or not.
///
/// @param lines begin with `A: ` where Ava speaks, with `C: ` where the caller does
/// @param number what was meant, E.164; empty when it cannot be understood
record Phrase(List<String> lines, Optional<String> number) {
  Phrase {
    lines = List.copyOf(lines);
  }

  static Phrase of(String number, String... lines) {
    return of(number, List.of(lines));
  }

  static Phrase of(String number, List<String> lines) {
    return new Phrase(lines, ValidNumber.from(number).map(ValidNumber::e164));
  }

  static Phrase unclear(String... lines) {
    return new Phrase(List.of(lines), Optional.empty());
  }
}
