package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
  @TempDir private Path folder;

  @Test
  void aFolderWithoutAProgramIsNoPeer() {
    assertThatThrownBy(() -> new Peer(folder)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsProgramIsWhatItsPackageNames() throws Exception {
    Files.writeString(folder.resolve("package.json"), "{\"main\":\"server.js\"}");

    assertThatThrownBy(() -> new Peer(folder)).isInstanceOf(IllegalArgumentException.class);
    Files.writeString(folder.resolve("server.js"), "");
    assertThat(new Peer(folder).checkout()).isEqualTo(folder);
  }

  @Test
  void itIsToldWhereTheModelIs() {
    assertThat(Peer.environment(4711))
        .containsEntry("BENCH_MODEL_PORT", "4711")
        .containsKey("OPENAI_API_KEY");
  }
}
