package ava.simulator.twilio;

import ava.simulator.wire.Strand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Makes a call's status callbacks beside the call, one after the other in order, unless they shall
/// be late, doubled, reordered or lost. Belongs to the loop.
final class CallbackQueue {
  private final Strand loop;
  private final Webhooks webhooks;
  private final Sids sids;
  private final LineFaults faults;
  private final Deque<Webhooks.Hook> waiting = new ArrayDeque<>();
  private final List<Webhooks.Hook> held = new ArrayList<>();
  private Runnable finished = () -> {};
  private boolean busy;
  private boolean finishing;
  private int open;
  private int number;

  CallbackQueue(Strand loop, Webhooks webhooks, Sids sids, LineFaults faults) {
    this.loop = loop;
    this.webhooks = webhooks;
    this.sids = sids;
    this.faults = faults;
  }

  /// A status callback: nobody waits for its answer, and it may go wrong.
  void status(Webhooks.Hook callback) {
    number++;
    var odd = faults.find(LineFault.OddCallback.class, fault -> fault.number() == number);
    if (faults.has(LineFault.LostCallbacks.class)) {
      return;
    }
    if (odd.isPresent()) {
      alone(callback, odd.get());
    } else if (faults.has(LineFault.ReorderedCallbacks.class)) {
      held.addFirst(callback);
    } else {
      send(callback);
    }
  }

  /// A request that Twilio makes whatever happens to status callbacks.
  void always(Webhooks.Hook request) {
    open++;
    add(request);
  }

  private void alone(Webhooks.Hook callback, LineFault.OddCallback odd) {
    for (var time = 0; time < odd.times(); time++) {
      var hook = time == 0 || odd.sameToken() ? callback : again(callback);
      open++;
      later(odd.late(), () -> webhooks.request(hook, _ -> settled()));
    }
  }

  private Webhooks.Hook again(Webhooks.Hook hook) {
    return new Webhooks.Hook(hook.method(), hook.url(), hook.fields(), sids.token());
  }

  private void send(Webhooks.Hook callback) {
    var late = faults.find(LineFault.LateCallbacks.class).map(LineFault.LateCallbacks::by);
    var doubled = faults.has(LineFault.DoubledCallbacks.class);
    open += doubled ? 2 : 1;
    later(
        late.orElse(Duration.ZERO),
        () -> {
          add(callback);
          if (doubled) {
            add(again(callback));
          }
        });
  }

  private void later(Duration late, Runnable task) {
    if (late.isPositive()) {
      loop.after(late, task);
    } else {
      task.run();
    }
  }

  private void add(Webhooks.Hook hook) {
    waiting.add(hook);
    next();
  }

  private void next() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      webhooks.request(
          waiting.remove(),
          _ -> {
            busy = false;
            next();
            settled();
          });
    }
  }

  private void settled() {
    open--;
    if (finishing && open == 0) {
      finished.run();
    }
  }

  /// Sends what is held back.
  ///
  /// @param then runs when the last one is answered
  void finish(Runnable then) {
    finished = then;
    open++;
    held.forEach(this::send);
    finishing = true;
    settled();
  }
}
