package ava.shared.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A telephone number that can exist, from what somebody said or typed. France and its overseas
/// regions share one way of dialling (`0692…` is Réunion's, `0596…` Martinique's) but not one
/// country code, and a number of ten digits does not name it.
///
/// Needs libphonenumber, which only those modules have that read what people say or type.
///
/// @param e164 with its country code
/// @param codeSure whether the digits leave one country code only; some numbers of the internet
///   (0939, 0947, 0976) are France's as well as a region's, and are taken for France's
public record ValidNumber(String e164, boolean codeSure) {
  private static final int FRANCE = 33;

  /// Guadeloupe, Martinique, Guiana, Réunion with Mayotte, Saint-Pierre-et-Miquelon.
  private static final List<Integer> OVERSEAS = List.of(590, 596, 594, 262, 508);

  private static final int LONGEST = 40;
  private static final Pattern OUTSIDE_ZERO = Pattern.compile("\\(\\s*0\\s*\\)");
  private static final Pattern BETWEEN = Pattern.compile("[^0-9+]+");
  private static final Pattern INTERNATIONAL = Pattern.compile("(?:\\+|00)([1-9][0-9]{5,15})");
  private static final Pattern NATIONAL = Pattern.compile("0[1-9][0-9]{8}");
  private static final Pattern AS_OF_FRANCE = Pattern.compile("330?([1-9][0-9]{8})");

  /// Beginnings that are France's even where an overseas region knows them too.
  private static final Pattern FRENCH_FIRST = Pattern.compile("08|0939|0947|0976");

  /// The number that a text consists of: national (`0692 12 34 56`) or with a country code (`+32
  /// …`, `0032 …`, `+590 (0)590 …`). Empty when no such number exists. A French country code before
  /// a number of an overseas region is a mistake, and is mended.
  public static Optional<ValidNumber> from(String text) {
    if (text.length() > LONGEST || text.codePoints().anyMatch(Character::isLetter)) {
      return Optional.empty();
    }
    var digits = BETWEEN.matcher(OUTSIDE_ZERO.matcher(text).replaceAll("")).replaceAll("");
    if (NATIONAL.matcher(digits).matches()) {
      return national(digits);
    }
    var international = INTERNATIONAL.matcher(digits);
    if (international.matches()) {
      return international(international.group(1));
    }
    return AS_OF_FRANCE.matcher(digits).matches() ? international(digits) : Optional.empty();
  }

  private static Optional<ValidNumber> international(String digits) {
    var french = AS_OF_FRANCE.matcher(digits);
    return french.matches()
        ? national("0" + french.group(1))
        : foreign("+" + digits).map(number -> new ValidNumber(number, true));
  }

  private static Optional<ValidNumber> national(String digits) {
    var france = valid(digits, FRANCE);
    var overseas = OVERSEAS.stream().flatMap(code -> valid(digits, code).stream()).toList();
    var first = FRENCH_FIRST.matcher(digits).lookingAt() && france.isPresent();
    var sure = !first || overseas.isEmpty() || digits.startsWith("08");
    return Stream.concat(first ? france.stream() : overseas.stream(), france.stream())
        .findFirst()
        .map(number -> new ValidNumber(number, sure));
  }

  private static Optional<String> valid(String national, int code) {
    var number =
        new Phonenumber.PhoneNumber()
            .setCountryCode(code)
            .setNationalNumber(Long.parseLong(national));
    return PhoneNumberUtil.getInstance().isValidNumber(number)
        ? Optional.of("+" + code + national.substring(1))
        : Optional.empty();
  }

  private static Optional<String> foreign(String number) {
    var numbers = PhoneNumberUtil.getInstance();
    try {
      var parsed = numbers.parse(number, null);
      return numbers.isValidNumber(parsed)
          ? Optional.of(numbers.format(parsed, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }
}
