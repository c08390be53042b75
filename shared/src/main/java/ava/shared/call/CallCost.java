package ava.shared.call;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// What a call cost, in euros at the rate of a day. The telephone is counted once its end is known.
///
/// @param model the model that talks and the one that writes down what the caller says
/// @param speech another voice than the model's
/// @param telephone the minutes begun
/// @param rateOf the day of the rate
public record CallCost(double model, double speech, double telephone, LocalDate rateOf) {
  private static final double MILLION = 1e6;

  public static CallCost of(CallRecord call) {
    return of(call, Tariff.LISTED);
  }

  static CallCost of(CallRecord call, Tariff tariff) {
    var usage = call.usage();
    var telephone =
        length(call)
            .map(length -> tariff.telephone(length, call.answeredAt().isPresent()))
            .orElse(0.0);
    return new CallCost(
        euros(usage.costUsd() - usage.speech().usd(), tariff),
        euros(usage.speech().usd(), tariff),
        euros(telephone, tariff),
        tariff.on());
  }

  /// To the millionth, as the sums of the table are not finer.
  private static double euros(double dollars, Tariff tariff) {
    return Math.round(tariff.euros(dollars) * MILLION) / MILLION;
  }

  public double total() {
    return model + speech + telephone;
  }

  /// How long the line was open; empty while it is, or when it never was.
  private static Optional<Duration> length(CallRecord call) {
    return call.endedAt()
        .filter(_ -> !call.endReason().equals(Optional.of(EndReason.NO_ANSWER)))
        .map(end -> Duration.between(call.answeredAt().orElse(call.startedAt()), end))
        .filter(Duration::isPositive);
  }
}
