package ava.trial.conversation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Conversation scripts: each plays in a world of its own, on a virtual thread, with which the
/// fibers of that world take turns, once with each voice. Some play beside each other: what is
/// logged of their calls is told apart by SIDs, which each script draws for itself.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith({EachVoice.class, Scripted.OnVirtualThread.class})
@Execution(ExecutionMode.CONCURRENT)
@interface Scripted {
  /// Which script runs.
  ScopedValue<String> NAME = ScopedValue.newInstance();

  /// Hands over between virtual threads cost a tenth of those to the operating system's.
  final class OnVirtualThread implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<@Nullable Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      play(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
        Invocation<@Nullable Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      play(invocation, context);
    }

    private static void play(Invocation<@Nullable Void> invocation, ExtensionContext context)
        throws Throwable {
      var failure = new AtomicReference<@Nullable Throwable>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              ScopedValue.where(EachVoice.VOICE, EachVoice.voice(context))
                  .where(NAME, context.getUniqueId())
                  .call(invocation::proceed);
            } catch (Throwable e) {
              failure.set(e);
            }
          })
          .join();
      var thrown = failure.get();
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
