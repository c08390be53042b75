package ava.shared.contact;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Addresses of mail as French callers say them: « jean point petit, arobase exemple point fr ».
/// Hyphen and underscore are also named after their keys on a French keyboard: « tiret du six », «
/// tiret du huit ».
public final class SpokenMail {
  /// What is said for `@`, in small letters without accents.
  public static final Set<String> AT =
      Set.of("@", "arobase", "arrobase", "arobas", "arobaze", "arobasse", "at");

  /// What is said for the other signs, word by word, the longest first.
  public static final List<Sign> SIGNS =
      Map.of(
              "_",
              List.of(
                  "tiret du bas",
                  "tiret du huit",
                  "tiret du 8",
                  "tiret bas",
                  "trait de soulignement",
                  "under score",
                  "underscore",
                  "souligne",
                  "_"),
              "-",
              List.of("tiret du six", "tiret du 6", "tiret du milieu", "trait d union", "tiret"),
              ".",
              List.of("point"))
          .entrySet()
          .stream()
          .flatMap(sign -> sign.getValue().stream().map(said -> new Sign(sign.getKey(), said)))
          .sorted(Comparator.comparingInt((Sign sign) -> sign.words().size()).reversed())
          .toList();

  private static final int LONGEST = 254;
  private static final String LOCAL = "[a-z0-9_%+-]+(?:\\.[a-z0-9_%+-]+)*";
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern ADDRESS =
      Pattern.compile("(?=[^@]{1,64}@)" + LOCAL + "@(?:" + LABEL + "\\.)+[a-z]{2,63}");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[\\s\u00a0\u202f,]+");
  private static final Pattern STOP = Pattern.compile("[\\s\u00a0\u202f]*\\.[\\s\u00a0\u202f]*$");

  private SpokenMail() {}

  /// A sign and the words for it.
  public record Sign(String written, List<String> words) {
    public Sign {
      words = List.copyOf(words);
    }

    private Sign(String written, String said) {
      this(written, List.of(said.split(" ")));
    }
  }

  /// The address that a text is, said or written, in small letters; empty when it is none.
  public static Optional<String> in(String text) {
    var plain = STOP.matcher(plain(text)).replaceFirst("").strip();
    var words = List.of(BETWEEN.split(plain));
    var address = new StringBuilder();
    for (var at = 0; at < words.size(); ) {
      var rest = words.subList(at, words.size());
      var sign = SIGNS.stream().filter(s -> startsWith(rest, s.words())).findFirst();
      address.append(
          sign.map(Sign::written)
              .orElseGet(() -> AT.contains(rest.getFirst()) ? "@" : rest.getFirst()));
      at += sign.map(s -> s.words().size()).orElse(1);
    }
    return Optional.of(address.toString()).filter(SpokenMail::valid);
  }

  private static boolean startsWith(List<String> words, List<String> these) {
    return words.size() >= these.size() && words.subList(0, these.size()).equals(these);
  }

  private static String plain(String text) {
    var parts = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    return MARKS
        .matcher(parts)
        .replaceAll("")
        .replace("d'union", "d union")
        .replace("d’union", "d union");
  }

  /// Whether this is an address in small letters that mail can be sent to. Source: RFC 5321,
  /// lengths, and RFC 1035, labels; quoted and international local parts are not taken.
  public static boolean valid(String address) {
    return address.length() <= LONGEST && ADDRESS.matcher(address).matches();
  }
}
