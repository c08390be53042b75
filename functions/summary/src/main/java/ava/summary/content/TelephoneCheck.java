package ava.summary.content;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/// Whether digits are a telephone number that can exist.
final class TelephoneCheck {
  private TelephoneCheck() {}

  /// The number in E.164 form. A number without a country code is French.
  static Optional<String> valid(String number) {
    var numbers = PhoneNumberUtil.getInstance();
    try {
      var parsed = numbers.parse(number, "FR");
      return numbers.isValidNumber(parsed)
          ? Optional.of(numbers.format(parsed, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
