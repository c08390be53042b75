package ava.trial.conversation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/// A script that tells of the model's own sound, and means nothing where another voice reads out
/// what the model writes: there it does not exist.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ModelsVoice.Alone.class)
@interface ModelsVoice {
  /// Why.
  String value();

  /// Plays the script once, or never.
  final class Alone implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext script) {
      return true;
    }

    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext script) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext script) {
      return EachVoice.isModels(script) ? Stream.of(new Once()) : Stream.empty();
    }
  }

  /// Nothing is changed.
  record Once() implements TestTemplateInvocationContext {}
}
