package ava.shared.settings;

import java.util.List;

/// Settings are missing or wrong. The message names them and says what they should be.
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public SettingsException(String message) {
    this(message, List.of(message));
  }

  /// @param problems a setting and what is wrong with it, each
  public SettingsException(List<String> problems) {
    this("settings: " + String.join("; ", problems), List.copyOf(problems));
  }

  private SettingsException(String message, List<String> problems) {
    super(message);
    this.problems = problems;
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
    this.problems = List.of(message);
  }

  /// What is missing or wrong, one by one.
  public List<String> problems() {
    return problems;
  }
}
