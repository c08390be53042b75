package ava.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A plot of the ramp: what a frame's round trip and a call's processor cost over the number of
/// calls.
final class BenchPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int BELOW = 40;
  private static final double MOST_MS = 40;
  private static final double MOST_CPU = 1;

  private BenchPlot() {}

  static String of(List<Measured> parts) {
    var ramp = parts.stream().filter(part -> part.part().equals("ramp")).toList();
    var shown = ramp.isEmpty() ? parts : ramp;
    var most = shown.stream().mapToInt(Measured::calls).max().orElse(1);
    var svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(WIDTH)
        .append("\" height=\"")
        .append(2 * HEIGHT)
        .append("\" font-family=\"sans-serif\" font-size=\"12\">")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    chart(
        svg,
        shown,
        most,
        0,
        "aller-retour de 99 % des images, ms",
        MOST_MS,
        p -> p.roundTrip().p99());
    chart(
        svg,
        shown,
        most,
        HEIGHT,
        "secondes de processeur par minute d’appel",
        MOST_CPU,
        Measured::cpu);
    return svg.append("</svg>\n").toString();
  }

  private static void chart(
      StringBuilder svg,
      List<Measured> parts,
      int mostCalls,
      int top,
      String title,
      double most,
      ToDoubleFunction<Measured> figure) {
    text(svg, LEFT, top + 20, title);
    for (var tick = 0; tick <= 4; tick++) {
      var y = top + HEIGHT - BELOW - tick * (HEIGHT - 2 * BELOW) / 4;
      svg.append("<path stroke=\"#ccc\" d=\"M%d %dH%d\"/>".formatted(LEFT, y, WIDTH - 20));
      text(svg, 8, y + 4, String.format(Locale.FRENCH, "%.2f", most * tick / 4));
      text(
          svg, LEFT + tick * (WIDTH - LEFT - 40) / 4, top + HEIGHT - 20, mostCalls * tick / 4 + "");
    }
    var legend = top + 20;
    for (var contestant : Contestant.values()) {
      var color = contestant == Contestant.AVA ? "#0b6e99" : "#999";
      var points = new StringBuilder();
      for (var part : parts) {
        if (part.contestant() == contestant && figure.applyAsDouble(part) >= 0) {
          var x = LEFT + (WIDTH - LEFT - 40) * part.calls() / mostCalls;
          var share = Math.min(1, figure.applyAsDouble(part) / most);
          points.append(
              "%d,%d ".formatted(x, top + HEIGHT - BELOW - (int) (share * (HEIGHT - 2 * BELOW))));
        }
      }
      svg.append(
          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
              .formatted(color, points));
      svg.append("<g fill=\"%s\">".formatted(color));
      text(svg, WIDTH - 100, legend, contestant.label());
      svg.append("</g>");
      legend += 16;
    }
  }

  private static void text(StringBuilder svg, int x, int y, String text) {
    svg.append("<text x=\"%d\" y=\"%d\">%s</text>".formatted(x, y, text));
  }
}
