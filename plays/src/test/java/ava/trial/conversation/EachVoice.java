package ava.trial.conversation;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Plays the scripts of a class with the model's own voice and, when the property `scripts.voices`
/// is `each` or missing, with each other voice.
final class EachVoice implements ClassTemplateInvocationContextProvider {
  private static final String MODELS = "openai:marin";
  private static final List<String> VOICES = List.of(MODELS, "polly:Lea", "elevenlabs:Charlotte");
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(EachVoice.class);

  /// Who speaks in the script that runs, as in `AVA_VOICE`.
  static final ScopedValue<String> VOICE = ScopedValue.newInstance();

  static String voice(ExtensionContext script) {
    return script.getStore(SPACE).getOrDefault("voice", String.class, MODELS);
  }

  /// Whether the model speaks for itself.
  static boolean isModels(ExtensionContext script) {
    return voice(script).equals(MODELS);
  }

  @Override
  public boolean supportsClassTemplate(ExtensionContext scripts) {
    return true;
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext scripts) {
    var each = System.getProperty("scripts.voices", "each").equals("each");
    return VOICES.stream().filter(voice -> each || voice.equals(MODELS)).map(Played::new);
  }

  private record Played(String voice) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      return voice;
    }

    @Override
    public void prepareInvocation(ExtensionContext scripts) {
      scripts.getStore(SPACE).put("voice", voice);
    }
  }
}
