package ava.local.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Settings from a file of lines `NAME=value`: comments behind `#`, an `export` in front is
/// allowed, values may stand in single quotes (as they are) or double quotes (with `\n`, `\"`,
/// `\\`). Nothing is executed or replaced. A problem names its line, never the line's content,
/// which may be a secret.
///
/// @param problems in French, for the owner
record DotEnv(Map<String, String> values, List<String> problems) {
  static final int MOST_BYTES = 256 * 1024;
  static final int MOST_LINES = 1_000;

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]{0,99})\\s*=\\s*(.*)");

  DotEnv {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  /// Reads a file; one that does not exist is empty.
  static DotEnv read(Path file) {
    try {
      if (!Files.exists(file)) {
        return new DotEnv(Map.of(), List.of());
      }
      if (Files.size(file) > MOST_BYTES) {
        return refused(file + " : plus de " + MOST_BYTES / 1024 + " Kio");
      }
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (CharacterCodingException _) {
      return refused(file + " : ce n’est pas du texte en UTF-8");
    } catch (IOException _) {
      return refused(file + " : ce fichier ne peut pas être lu");
    }
  }

  static DotEnv parse(String name, String text) {
    var lines = text.replaceFirst("^\uFEFF", "").split("\\R", -1);
    if (lines.length > MOST_LINES) {
      return refused(name + " : plus de " + MOST_LINES + " lignes");
    }
    var values = new LinkedHashMap<String, String>();
    var places = new HashMap<String, Integer>();
    var problems = new ArrayList<String>();
    for (var number = 1; number <= lines.length; number++) {
      var line = lines[number - 1].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var where = name + ", ligne " + number + " : ";
      var parts = LINE.matcher(line);
      if (!parts.matches()) {
        problems.add(where + "il faut NOM=valeur");
        continue;
      }
      var setting = parts.group(1);
      var first = Optional.ofNullable(places.putIfAbsent(setting, number));
      first.ifPresent(at -> problems.add(where + setting + " est déjà à la ligne " + at));
      value(parts.group(2))
          .ifPresentOrElse(
              value -> values.put(setting, value),
              () -> problems.add(where + "les guillemets de " + setting + " ne sont pas fermés"));
    }
    return new DotEnv(values, problems);
  }

  /// These settings below those of the environment, of which empty ones do not count.
  Map<String, String> under(Map<String, String> environment) {
    var merged = new HashMap<>(values);
    environment.forEach((name, value) -> {
      if (!value.isBlank()) {
        merged.put(name, value);
      }
    });
    return merged;
  }

  private static DotEnv refused(String problem) {
    return new DotEnv(Map.of(), List.of(problem));
  }

  /// Empty when a quote is open at the end, or something stands behind the closing one.
  private static Optional<String> value(String written) {
    if (written.startsWith("'")) {
      var end = written.indexOf('\'', 1);
      return end > 0 && nothing(written.substring(end + 1))
          ? Optional.of(written.substring(1, end))
          : Optional.empty();
    }
    return written.startsWith("\"")
        ? quoted(written)
        : Optional.of(written.replaceFirst("(^|\\s+)#.*$", "").strip());
  }

  private static Optional<String> quoted(String written) {
    var value = new StringBuilder();
    for (var at = 1; at < written.length(); at++) {
      var letter = written.charAt(at);
      if (letter == '"') {
        return nothing(written.substring(at + 1))
            ? Optional.of(value.toString())
            : Optional.empty();
      }
      if (letter == '\\' && at + 1 < written.length()) {
        at++;
        letter = written.charAt(at) == 'n' ? '\n' : written.charAt(at);
      }
      value.append(letter);
    }
    return Optional.empty();
  }

  private static boolean nothing(String rest) {
    return rest.isBlank() || rest.strip().startsWith("#");
  }
}
