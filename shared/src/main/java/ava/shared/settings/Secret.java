package ava.shared.settings;

/// A secret that may be rotated while we run: ask for it whenever it is needed, keep it nowhere.
/// Implementations are safe for use by several threads and never show the value in `toString`.
public interface Secret {
  /// @throws SettingsException when the secret cannot be read
  String value();

  /// A secret that does not change.
  static Secret of(String value) {
    return new Secret() {
      @Override
      public String value() {
        return value;
      }

      @Override
      public String toString() {
        return "Secret[•••]";
      }
    };
  }
}
