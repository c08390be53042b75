package ava.summary.content;

import ava.shared.contact.ValidNumber;
import java.util.Optional;

/// Whether digits are a telephone number that can exist.
final class TelephoneCheck {
  private TelephoneCheck() {}

  /// The number in E.164 form. A number without a country code is French, overseas included.
  static Optional<String> valid(String number) {
    return ValidNumber.from(number).map(ValidNumber::e164);
  }
}
