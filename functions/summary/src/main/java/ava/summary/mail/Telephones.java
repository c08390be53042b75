package ava.summary.mail;

import ava.shared.call.PhoneNumber;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/// Telephone numbers as a French reader writes them, and as a link that dials.
final class Telephones {
  private Telephones() {}

  /// The number to dial, when it is one that exists.
  static Optional<MailView.Telephone> link(PhoneNumber number) {
    return parse(number)
        .filter(PhoneNumberUtil.getInstance()::isValidNumber)
        .map(parsed ->
            new MailView.Telephone(
                shown(number),
                PhoneNumberUtil.getInstance().format(parsed, PhoneNumberFormat.E164)));
  }

  /// The number as it is written: French ones in pairs, foreign ones with their country code.
  static String shown(PhoneNumber number) {
    return number.french()
        ? number.displayed()
        : parse(number).map(Telephones::foreign).orElseGet(number::displayed);
  }

  private static Optional<Phonenumber.PhoneNumber> parse(PhoneNumber number) {
    if (number.withheld()) {
      return Optional.empty();
    }
    try {
      return Optional.of(PhoneNumberUtil.getInstance().parse(number.value(), "FR"));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private static String foreign(Phonenumber.PhoneNumber number) {
    return PhoneNumberUtil.getInstance()
        .format(number, PhoneNumberFormat.INTERNATIONAL)
        .replace(' ', '\u00a0');
  }
}
