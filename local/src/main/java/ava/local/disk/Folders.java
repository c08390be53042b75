package ava.local.disk;

import java.nio.file.Path;

/// Where things go when nobody says otherwise.
public final class Folders {
  private Folders() {}

  /// A folder of the project, wherever the command was started; the launcher names the project in
  /// `ava.home`.
  public static Path inProject(String folder) {
    return Path.of(System.getProperty("ava.home", "")).resolve(folder);
  }
}
