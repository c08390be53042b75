package ava.shared.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads the settings of a module from the environment. A module asks for everything it needs and
/// then calls [#check], which names all that is missing or wrong at once:
///
/// ```java
/// var settings = new Settings(env, StoredSecrets.standard()::secret);
/// var config = new Config(settings.required("CALLS_TABLE"), settings.number("AVA_MAX_CALLS", 50, 1, 1000));
/// settings.check();
/// ```
///
/// An empty variable counts as not set. Until [#check] has passed the values read may be
/// placeholders.
public final class Settings {
  private final Map<String, String> environment;
  private final Function<String, Secret> secretByArn;
  private final List<String> problems = new ArrayList<>();

  /// @param secretByArn reads a secret that is kept outside the environment
  public Settings(Map<String, String> environment, Function<String, Secret> secretByArn) {
    this.environment = Map.copyOf(environment);
    this.secretByArn = secretByArn;
  }

  public Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  public String text(String name, String otherwise) {
    return optional(name).orElse(otherwise);
  }

  public String required(String name) {
    return optional(name).orElseGet(missing(name, ""));
  }

  /// An absolute address of the scheme, without a trailing slash.
  public URI address(String name, String otherwise, Scheme scheme) {
    var text = text(name, otherwise).strip().replaceAll("/+$", "");
    try {
      var address = URI.create(text);
      if (address.getHost() != null && scheme.includes(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      problems.add(name + " is not an address (" + e.getMessage() + ")");
      return URI.create("invalid:" + name);
    }
    problems.add(
        text.isEmpty() ? name + " is not set" : name + " must begin with " + scheme.secure + "://");
    return URI.create("invalid:" + name);
  }

  /// A required absolute address of the scheme.
  public URI address(String name, Scheme scheme) {
    return address(name, "", scheme);
  }

  /// What an address may begin with. The plain forms are for one machine only.
  public enum Scheme {
    HTTP("https", "http"),
    WEB_SOCKET("wss", "ws");

    private final String secure;
    private final String plain;

    Scheme(String secure, String plain) {
      this.secure = secure;
      this.plain = plain;
    }

    private boolean includes(URI address) {
      return secure.equals(address.getScheme()) || plain.equals(address.getScheme());
    }
  }

  public int number(String name, int otherwise, int least, int most) {
    var text = optional(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var number = Integer.parseInt(text.get().strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      problems.add(name + " must be a whole number, not '" + text.get() + "'");
      return otherwise;
    }
    problems.add(name + " must be from " + least + " to " + most + ", not " + text.get());
    return otherwise;
  }

  /// Parts between commas, none of them blank.
  public List<String> list(String name) {
    return Arrays.stream(text(name, "").split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /// A secret: the variable itself (one machine, container), or the ARN in `<name>_ARN`, which is
  /// asked for when it is needed (functions).
  public Optional<Secret> optionalSecret(String name) {
    return optional(name).map(Secret::of).or(() -> optional(name + "_ARN").map(secretByArn));
  }

  public Secret secret(String name) {
    return optionalSecret(name)
        .orElseGet(() -> Secret.of(missing(name, " (nor " + name + "_ARN)").get()));
  }

  /// Adds a problem that only the module can see.
  public void reject(String problem) {
    problems.add(problem);
  }

  /// @throws SettingsException with every problem met so far
  public void check() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Supplier<String> missing(String name, String hint) {
    return () -> {
      problems.add(name + " is not set" + hint);
      return "";
    };
  }
}
