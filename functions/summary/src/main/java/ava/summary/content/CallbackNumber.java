package ava.summary.content;

import ava.shared.call.Certainty;
import ava.shared.call.NotedMessage.Field;
import ava.shared.call.PhoneNumber;
import ava.summary.dictation.Dictated;
import ava.summary.dictation.Dictation;
import java.util.Optional;

/// Which number to call back, and how sure it is: the caller's words come before what a model
/// claims, and both before the number that the telephone showed.
///
/// @param number E.164
/// @param unclear what was dictated and not understood, in the caller's words
record CallbackNumber(
    Optional<String> number, Optional<Certainty> certainty, Optional<String> unclear) {

  /// @param claim the number that a model took from the conversation
  static CallbackNumber of(WholeCall call, Heard heard, Optional<String> claim) {
    var dictated = Dictation.in(call.turns(), call.record().from());
    var shown =
        Optional.of(call.record().from()).filter(PhoneNumber::dialable).map(PhoneNumber::value);
    if (dictated.confirmed()) {
      return new CallbackNumber(
          dictated.number(), Optional.of(Certainty.READ_BACK), Optional.empty());
    }
    var noted =
        call.record()
            .message()
            .get(Field.PHONE)
            .filter(number -> !shown.equals(Optional.of(number)));
    var spoken =
        noted
            .or(dictated::number)
            .or(() ->
                claim
                    .flatMap(TelephoneCheck::valid)
                    .filter(number -> !shown.equals(Optional.of(number)))
                    .filter(number -> supported(number, dictated, heard)));
    var unclear = dictated.unclear().map(Dictated.Unclear::words);
    var doubtful = noted.isEmpty() && dictated.doubtful();
    return spoken.isPresent()
        ? new CallbackNumber(
            spoken,
            Optional.of(doubtful ? Certainty.DOUBTFUL : Certainty.HEARD_ONCE),
            unclear.filter(_ -> noted.isEmpty() && dictated.number().isPresent()))
        : new CallbackNumber(shown, shown.map(_ -> Certainty.CALLER_ID), unclear);
  }

  private static boolean supported(String number, Dictated dictated, Heard heard) {
    return !dictated.shown()
        && dictated
            .unclear()
            .map(unclear -> unclear.possible().contains(number))
            .orElseGet(() -> heard.dictates(number));
  }
}
