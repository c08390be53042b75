package ava.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// How long the mails of some calls took, all in all and step by step.
final class MailTimes {
  private MailTimes() {}

  /// Of all steps together, in milliseconds.
  static Percentiles total(List<Mailed> mails, boolean cold) {
    return of(mails, cold, Mailed::total);
  }

  private static Percentiles of(List<Mailed> mails, boolean cold, ToLongFunction<Mailed> step) {
    var latencies = new Latencies();
    mails.stream()
        .filter(mail -> mail.cold() == cold)
        .mapToLong(step)
        .forEach(millis -> latencies.add(millis * 1_000_000));
    return latencies.percentiles();
  }

  /// A line for a person about those whose function had worked before, and one about the others.
  static List<String> told(List<Mailed> mails) {
    return Stream.of(false, true)
        .filter(cold -> mails.stream().anyMatch(mail -> mail.cold() == cold))
        .map(cold -> {
          var all = total(mails, cold);
          return String.format(
              Locale.FRENCH,
              "Raccroché → courriel remis, fonction %s, %d appels : %.0f ms (médiane), %.0f ms (99 %%) ;"
                  + " médianes : pont %.0f ms, dernières paroles attendues comprises ; file %.0f ;"
                  + " résumé et courriel %.0f.",
              cold ? "restaurée (sans la restauration)" : "à chaud",
              all.count(),
              all.p50(),
              all.p99(),
              of(mails, cold, Mailed::bridge).p50(),
              of(mails, cold, Mailed::queue).p50(),
              of(mails, cold, Mailed::summary).p50());
        })
        .toList();
  }
}
