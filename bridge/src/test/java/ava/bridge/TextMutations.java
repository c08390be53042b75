package ava.bridge;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Changes a text at each place: a character left out, doubled, or another in its place.
public final class TextMutations {
  private static final String OTHERS = "\"\\{}[],:0-.e \n\tx\u0001é\u2028\0";

  private TextMutations() {}

  public static Stream<String> of(String text) {
    return IntStream.range(0, text.length())
        .boxed()
        .flatMap(at -> {
          var before = text.substring(0, at);
          var behind = text.substring(at + 1);
          var others =
              OTHERS
                  .chars()
                  .mapToObj(c -> (char) c)
                  .flatMap(
                      c -> Stream.of(before + c + behind, before + c + text.charAt(at) + behind));
          return Stream.concat(
              Stream.of(
                  before, before + behind, before + text.charAt(at) + text.charAt(at) + behind),
              others);
        });
  }
}
