package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.Secret;
import ava.shared.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastSecretsTest {
  private static final String KEY = "arn:key";
  private static final String TOKEN = "arn:token";

  private final Map<String, String> store = new HashMap<>(Map.of(KEY, "sk-1", TOKEN, "token-1"));
  private final LastSecrets secrets = new LastSecrets(this::stored);
  private final Secret key = secrets.secret(KEY);
  private final Secret token = secrets.secret(TOKEN);

  @Test
  void rotatedSecretIsNewOnceItIsReadAgain() {
    secrets.read();
    store.put(KEY, "sk-2");
    assertThat(key.value()).as("nobody waits for it").isEqualTo("sk-1");

    secrets.read();

    assertThat(key.value()).isEqualTo("sk-2");
    assertThat(token.value()).isEqualTo("token-1");
  }

  @Test
  void secretThatCannotBeReadAtFirstIsNamed() {
    store.remove(TOKEN);

    assertThatThrownBy(secrets::read)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(TOKEN);
  }

  @Test
  void valueIsNeverShown() {
    secrets.read();

    assertThat(key.toString()).contains(KEY).doesNotContain("sk-1");
  }

  private Secret stored(String arn) {
    return new Secret() {
      @Override
      public String value() {
        return Optional.ofNullable(store.get(arn))
            .orElseThrow(() -> new SettingsException("cannot read secret " + arn));
      }

      @Override
      public String toString() {
        return "Secret[" + arn + "]";
      }
    };
  }
}
