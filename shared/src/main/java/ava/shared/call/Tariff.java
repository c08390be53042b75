package ava.shared.call;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Properties;

/// What is paid in dollars for a minute on the telephone, and what a euro is worth, both of one
/// day. The model and the voices are priced where they are used, since they know what they counted.
///
/// @param on the day of the rate
/// @param telephoneMinute US dollars for each minute begun
/// @param streamMinute as well, while the bridge hears the caller
record Tariff(LocalDate on, double dollarsPerEuro, double telephoneMinute, double streamMinute) {
  static final Tariff LISTED = read("tariff.properties");

  private static final Duration MINUTE = Duration.ofMinutes(1);

  double euros(double dollars) {
    return dollars / dollarsPerEuro;
  }

  /// US dollars for a call of that length.
  ///
  /// @param streamed the bridge took it
  double telephone(Duration length, boolean streamed) {
    var minutes = length.plus(MINUTE).minusNanos(1).dividedBy(MINUTE);
    return minutes * (telephoneMinute + (streamed ? streamMinute : 0));
  }

  private static Tariff read(String name) {
    var listed = new Properties();
    try (var stream = Tariff.class.getResourceAsStream(name)) {
      listed.load(
          new InputStreamReader(Objects.requireNonNull(stream, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return new Tariff(
        LocalDate.parse(listed.getProperty("on")),
        number(listed, "dollars.per.euro"),
        number(listed, "telephone.minute"),
        number(listed, "stream.minute"));
  }

  private static double number(Properties listed, String name) {
    return Double.parseDouble(listed.getProperty(name));
  }
}
