package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "A=b|b",
        "  A = b  |b",
        "export A=b|b",
        "A=b # a comment|b",
        "A=b#c|b#c",
        "A=#nothing|^^",
        "A=|^^",
        "A='b # $c \\n'|b # $c \\n",
        "A='b' # why|b",
        "A=\"b # $c\"|b # $c",
        "A=\"he said \\\"b\\\"\"|he said \"b\"",
        "A=\"back\\\\slash\"|back\\slash",
        "A=l’été à Évreux|l’été à Évreux",
        "A=x=y=z|x=y=z",
        "\uFEFFA=b|b",
      })
  void aLineIsASetting(String line, String value) {
    var read = DotEnv.parse(".env", line);

    assertThat(read.problems()).isEmpty();
    assertThat(read.values()).isEqualTo(Map.of("A", value));
  }

  @Test
  void aValueInDoubleQuotesMayHaveLines() {
    assertThat(DotEnv.parse(".env", "A=\"one\\ntwo\"").values()).containsEntry("A", "one\ntwo");
  }

  @Test
  void problemsNameTheirLineAndNeverWhatStandsInIt() {
    var read =
        DotEnv.parse(
            ".env",
            """
            # all kinds of lines
            GOOD=1

            this is secret
            1A=secret
            OPEN="secret
            LEFT='secret
            BEHIND="a" secret
            GOOD=secret
            =secret
            """);

    assertThat(read.problems())
        .containsExactly(
            ".env, ligne 4 : il faut NOM=valeur",
            ".env, ligne 5 : il faut NOM=valeur",
            ".env, ligne 6 : les guillemets de OPEN ne sont pas fermés",
            ".env, ligne 7 : les guillemets de LEFT ne sont pas fermés",
            ".env, ligne 8 : les guillemets de BEHIND ne sont pas fermés",
            ".env, ligne 9 : GOOD est déjà à la ligne 2",
            ".env, ligne 10 : il faut NOM=valeur");
  }

  @Test
  void theEnvironmentWinsUnlessItIsEmpty() {
    var merged =
        DotEnv.parse(".env", "A=file\nB=file\nC=file").under(Map.of("A", "real", "B", " "));

    assertThat(merged).isEqualTo(Map.of("A", "real", "B", "file", "C", "file"));
  }

  @Test
  void aFileIsBoundedAndMustBeText() throws IOException {
    var large = Files.writeString(folder.resolve("large"), "A".repeat(DotEnv.MOST_BYTES + 1));
    var many = Files.writeString(folder.resolve("many"), "#\n".repeat(DotEnv.MOST_LINES + 1));
    var bytes = Files.write(folder.resolve("bytes"), new byte[] {'A', '=', (byte) 0xff});

    assertThat(DotEnv.read(folder.resolve("none"))).isEqualTo(DotEnv.parse("", ""));
    for (var file : new Path[] {large, many, bytes, folder}) {
      assertThat(DotEnv.read(file).problems()).as(file.toString()).hasSize(1);
    }
  }
}
