package ava.summary;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets an invocation die behind its n-th request to AWS, as when the machine is taken away: the
/// request was carried out, nobody lives to see the answer.
final class Dying {
  private final AtomicInteger left;

  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  Dying(int requests) {
    left = new AtomicInteger(requests);
  }

  /// @param type the client's interface
  <T> T behind(Class<T> type, T client) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                var answer = method.invoke(client, arguments);
                if (left.decrementAndGet() == 0) {
                  throw new Killed();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
