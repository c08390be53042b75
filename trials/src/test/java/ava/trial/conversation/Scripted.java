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
import org.junit.jupiter.api.parallel.ResourceLock;

/// Conversation scripts: each plays in a world of its own, on a virtual thread, with which the
/// fibers of that world take turns, once with each voice. One after the other: the calls of every
/// world have the same SIDs, by which what is logged of them is told apart.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith({EachVoice.class, Scripted.OnVirtualThread.class})
@ResourceLock("what is logged of calls")
@interface Scripted {
  /// Hands over between virtual threads cost a tenth of those to the operating system's.
  final class OnVirtualThread implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<@Nullable Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      play(invocation, EachVoice.voice(context));
    }

    @Override
    public void interceptTestTemplateMethod(
        Invocation<@Nullable Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      play(invocation, EachVoice.voice(context));
    }

    private static void play(Invocation<@Nullable Void> invocation, String voice) throws Throwable {
      var failure = new AtomicReference<@Nullable Throwable>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              ScopedValue.where(EachVoice.VOICE, voice).call(invocation::proceed);
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
