package ava.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A plot of the ramp: what a frame's round trip and a call's processor cost over the number of
/// calls. What is higher than the scale stands at its top.
final class BenchPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int RIGHT = 40;
  private static final int BELOW = 40;

  private static final Chart TRIPS =
      new Chart(
          0,
          "aller-retour d’une image, ms : 99 % (trait), 90 % (tirets), médiane (points)",
          25,
          List.of(
              new Line("", part -> part.delays().roundTrip().p99()),
              new Line("6 4", part -> part.delays().roundTrip().p90()),
              new Line("2 3", part -> part.delays().roundTrip().p50())));
  private static final Chart CPU =
      new Chart(
          HEIGHT,
          "secondes de processeur par minute d’appel",
          0.8,
          List.of(new Line("", part -> part.cost().cpu())));

  private final List<Measured> parts;
  private final int mostCalls;
  private final StringBuilder svg = new StringBuilder();

  private BenchPlot(List<Measured> parts) {
    this.parts = parts;
    this.mostCalls = parts.stream().mapToInt(Measured::calls).max().orElse(1);
  }

  /// @param most where its scale ends
  private record Chart(int top, String title, double most, List<Line> lines) {}

  /// @param dashes how it is drawn, as SVG says it; empty for a whole line
  private record Line(String dashes, ToDoubleFunction<Measured> figure) {}

  static String of(List<Measured> parts) {
    var ramp = parts.stream().filter(part -> part.part().equals("ramp")).toList();
    return new BenchPlot(ramp.isEmpty() ? parts : ramp).draw();
  }

  private String draw() {
    svg.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                .formatted(WIDTH, 2 * HEIGHT))
        .append(" font-family=\"sans-serif\" font-size=\"12\">")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    chart(TRIPS);
    chart(CPU);
    return svg.append("</svg>\n").toString();
  }

  private void chart(Chart chart) {
    text(LEFT, chart.top() + 20, "#000", chart.title());
    for (var tick = 0; tick <= 4; tick++) {
      var y = y(chart, tick / 4.0);
      svg.append("<path stroke=\"#ccc\" d=\"M%d %dH%d\"/>".formatted(LEFT, y, WIDTH - 20));
      text(8, y + 4, "#000", String.format(Locale.FRENCH, "%.2f", chart.most() * tick / 4));
      text(x(mostCalls * tick / 4), chart.top() + HEIGHT - 20, "#000", mostCalls * tick / 4 + "");
    }
    var legend = chart.top() + 36;
    for (var contestant : Contestant.values()) {
      var its = parts.stream().filter(part -> part.contestant() == contestant).toList();
      if (!its.isEmpty()) {
        chart.lines().forEach(line -> line(chart, line, its, contestant.color()));
        text(LEFT + 8, legend, contestant.color(), contestant.label());
        legend += 16;
      }
    }
  }

  private void line(Chart chart, Line line, List<Measured> its, String color) {
    var points = new StringBuilder();
    for (var part : its) {
      var value = line.figure().applyAsDouble(part);
      if (value >= 0) {
        points.append(
            "%d,%d ".formatted(x(part.calls()), y(chart, Math.min(1, value / chart.most()))));
      }
    }
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\" points=\"%s\"/>%n"
            .formatted(color, line.dashes(), points.toString().strip()));
  }

  private int x(int calls) {
    return LEFT + (WIDTH - LEFT - RIGHT) * calls / mostCalls;
  }

  private static int y(Chart chart, double share) {
    return chart.top() + HEIGHT - BELOW - (int) (share * (HEIGHT - 2 * BELOW));
  }

  private void text(int x, int y, String color, String text) {
    svg.append("<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n".formatted(x, y, color, text));
  }
}
