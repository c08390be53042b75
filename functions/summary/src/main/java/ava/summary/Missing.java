package ava.summary;

import ava.shared.call.Turn;
import ava.summary.SummaryClaims.Claim;
import ava.summary.voicemail.RecordingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a call is known to be missing.
///
/// @param turns how many
/// @param total how many there were
/// @param unheard the bridge has not said yet what it heard
/// @param voice how the voicemail's recording came out
record Missing(int turns, int total, boolean unheard, RecordingStep.Result voice) {

  static Missing of(Claim.Taken claim, List<Turn> turns, RecordingStep.Result voice) {
    var there = Math.toIntExact(turns.stream().filter(t -> t.seq() != Turn.VOICEMAIL).count());
    var total = Math.max(claim.heard().turns().orElse(0), last(turns));
    var unheard = claim.heard().turns().isEmpty() && claim.record().answeredAt().isPresent();
    return new Missing(total - there, total, unheard, voice);
  }

  /// The number of the conversation's last turn; 0 when there is none.
  static int last(List<Turn> turns) {
    return turns.stream().mapToInt(Turn::seq).filter(seq -> seq != Turn.VOICEMAIL).max().orElse(0);
  }

  /// Whether something is on its way.
  boolean mayCome() {
    return (!unheard && turns > 0) || voice == RecordingStep.Result.AWAITED;
  }

  /// Whether the owner must know even when nothing of the call has arrived.
  ///
  /// @param spoke the bridge says that the caller spoke
  boolean worthAMail(boolean spoke) {
    return (turns > 0 && spoke) || voice == RecordingStep.Result.AWAITED;
  }

  /// What the mail says of it.
  Optional<String> told() {
    var lines = new ArrayList<String>();
    if (turns > 0) {
      lines.add(
          turns == 1
              ? "Il manque un tour de parole sur %d, qui n’a pas été enregistré.".formatted(total)
              : "Il manque %d tours de parole sur %d, qui n’ont pas été enregistrés."
                  .formatted(turns, total));
    }
    switch (voice) {
      case AWAITED ->
          lines.add("Le message laissé sur le répondeur, s’il y en a un, n’est pas encore arrivé.");
      case OUT_OF_REACH ->
          lines.add(
              "Le message laissé sur le répondeur n’a pas pu être récupéré : il reste dans la"
                  + " console de Twilio.");
      case TOO_LONG ->
          lines.add(
              "Le message laissé sur le répondeur est trop long pour être joint : il reste dans la"
                  + " console de Twilio.");
      case NONE, KEPT -> {}
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", lines));
  }
}
