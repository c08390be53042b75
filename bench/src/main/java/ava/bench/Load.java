package ava.bench;

import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Callers and a model around one bridge: both sides of every call on one thread, so that a frame's
/// two ways are measured by one clock. Safe for several threads, except what the reactor's calls.
final class Load implements AutoCloseable {
  private final Reactor reactor = new Reactor();
  private final ServerSocketChannel model;
  private final Set<BenchSession> sessions = new LinkedHashSet<>();
  private final List<BenchCaller> callers = new ArrayList<>();
  private final Map<Integer, Long> cutsIn = new HashMap<>();
  private final Map<Integer, Integer> answers = new HashMap<>();
  private final Set<Integer> heard = new HashSet<>();
  private final int run;
  private Tally tally = new Tally();
  private Talk talk;
  private Door door = new Door(0, "", new SignedToken(Secret.of("-"), Clock.systemUTC()));
  private int opened;
  private int placed;
  private int refused;

  /// @param run a number that no other load of this table has
  Load(int run, Talk talk) {
    this.run = run;
    this.talk = talk;
    try {
      model = ServerSocketChannel.open();
      model.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
      reactor.register(model, SelectionKey.OP_ACCEPT, this::accept);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the model", e);
    }
    reactor.start();
  }

  /// Where the bridge takes streams.
  record Door(int port, String signature, SignedToken tokens) {}

  /// How the model talks.
  ///
  /// @param opensAfter until a session says that it is there
  /// @param spread within which sessions have their first turns
  /// @param listens how long a caller speaks
  /// @param answers how long it speaks, or until the caller cuts in
  /// @param pause until the caller speaks again
  /// @param cuts whether callers cut in, instead of hearing answers to their end
  record Talk(
      Duration opensAfter,
      Duration spread,
      Duration listens,
      Duration answers,
      Duration pause,
      boolean cuts) {
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final double GOLDEN = 0.618_033_988_749_894_9;

    static final Talk USUAL =
        new Talk(
            Duration.ZERO,
            TURN,
            Duration.ofSeconds(1),
            Duration.ofMillis(6_500),
            Duration.ofMillis(500),
            false);

    /// As many turns as [#USUAL] has.
    static final Talk CUTTING =
        new Talk(
            Duration.ZERO,
            TURN,
            Duration.ofMillis(7_700),
            Duration.ofMillis(300),
            Duration.ZERO,
            true);

    /// Each caller has done so behind six seconds.
    static final Talk CUTTING_SOON =
        new Talk(
            Duration.ZERO,
            Duration.ofSeconds(3),
            Duration.ofMillis(2_700),
            Duration.ofMillis(300),
            Duration.ZERO,
            true);

    /// Sessions do not speak in chorus, however many there are.
    ///
    /// @param session a number of its own
    Duration firstTurn(int session) {
      return Duration.ofMillis(100 + (long) (session * GOLDEN % 1 * spread.toMillis()));
    }
  }

  int modelPort() {
    return model.socket().getLocalPort();
  }

  /// Calls go there from now on.
  void callInto(Door next) {
    ask(() -> door = next);
  }

  /// Turns that begin from now on go so.
  void talk(Talk next) {
    ask(() -> talk = next);
  }

  /// Places calls, spread over a time.
  void call(int calls, Duration within) {
    ask(() -> {
      for (var n = 0; n < calls; n++) {
        reactor.after(within.multipliedBy(n).dividedBy(calls), this::callOne);
      }
      return calls;
    });
  }

  private void callOne() {
    placed++;
    callers.add(new BenchCaller(this, placed));
  }

  /// Begins another part of the run.
  ///
  /// @return how long things took in the one before
  Tally.Times next() {
    return ask(() -> tally.begin());
  }

  /// To be asked once: frames of calls that no session has heard yet do not count.
  Tally.Checked checked() {
    return ask(() -> {
      for (var caller : callers) {
        if (!heard.contains(caller.number())) {
          tally.unheard(caller.frames());
        }
      }
      return tally.checked();
    });
  }

  /// How many frames are under way, or lost.
  long missing() {
    return ask(() -> tally.missing());
  }

  /// How many calls the bridge did not keep.
  int refusedCalls() {
    return ask(() -> refused);
  }

  /// No more frames; those that are under way still come.
  void fallSilent() {
    ask(() -> {
      callers.forEach(BenchCaller::fallSilent);
      sessions.forEach(BenchSession::rest);
      return callers.size();
    });
  }

  /// The caller hangs up who called first.
  ///
  /// @return when
  Instant hangUpOne() {
    return ask(() -> {
      callers.removeFirst().hangUp();
      return Instant.now();
    });
  }

  void hangUp() {
    ask(() -> {
      callers.forEach(BenchCaller::hangUp);
      callers.clear();
      tally = new Tally();
      return 0;
    });
  }

  private <T> T ask(Supplier<T> question) {
    var answer = new FutureTask<>(question::get);
    reactor.post(answer);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void accept() throws IOException {
    for (var channel = model.accept(); channel != null; channel = model.accept()) {
      var session = new BenchSession(this, ++opened);
      session.use(RawSocket.accepted(reactor, channel, session));
      sessions.add(session);
    }
  }

  // for its callers and sessions, on the reactor's thread

  Reactor reactor() {
    return reactor;
  }

  Tally tally() {
    return tally;
  }

  Talk talk() {
    return talk;
  }

  Door door() {
    return door;
  }

  int run() {
    return run;
  }

  void gone(BenchSession session) {
    sessions.remove(session);
  }

  /// @return whether no session heard it before
  boolean heard(int call) {
    return heard.add(call);
  }

  /// A session that replaces another goes on counting.
  int nextAnswer(int call) {
    return answers.merge(call, 1, Integer::sum) - 1;
  }

  void refused(int frames) {
    refused++;
    tally.unsend(frames);
  }

  void cutIn(int call) {
    cutsIn.put(call, System.nanoTime());
  }

  void cleared(int call) {
    var at = cutsIn.remove(call);
    if (at != null) {
      tally.times().clears.add(System.nanoTime() - at);
    }
  }

  @Override
  public void close() {
    reactor.close();
  }
}
