package ava.trial.conversation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A script that tells of the model's own sound, and means nothing where another voice reads out
/// what the model writes.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ModelsVoice {
  /// Why.
  String value();
}
