package ava.bridge;

import ava.shared.settings.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The secrets of a process as they were last read: an event loop must not wait for one. Safe for
/// use by several threads.
final class LastSecrets {
  private final Function<String, Secret> stored;
  private final List<Last> all = new CopyOnWriteArrayList<>();

  /// @param stored reads a secret by its ARN, and keeps its last value when it cannot be read again
  LastSecrets(Function<String, Secret> stored) {
    this.stored = stored;
  }

  /// A secret whose value does not wait, once [#read] has read it.
  Secret secret(String arn) {
    var secret = new Last(stored.apply(arn));
    all.add(secret);
    return secret;
  }

  /// Reads all, again too. Waits.
  ///
  /// @throws ava.shared.settings.SettingsException when one cannot be read that never was
  void read() {
    all.forEach(Last::read);
  }

  private static final class Last implements Secret {
    private final Secret source;
    private volatile Optional<String> last = Optional.empty();

    Last(Secret source) {
      this.source = source;
    }

    private void read() {
      last = Optional.of(source.value());
    }

    @Override
    public String value() {
      return last.orElseThrow(() -> new IllegalStateException(source + " was never read"));
    }

    @Override
    public String toString() {
      return source.toString();
    }
  }
}
