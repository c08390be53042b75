package ava.trial.wire;

import ava.embedded.EmbeddedSes;
import ava.embedded.aws.LocalAws;
import ava.shared.settings.Secret;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.trial.script.ScriptLines;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// DynamoDB, SQS and Twilio for all scripts, with a table for each. Whoever comes first also waits
/// for a first call, in which the process loads what calls need.
final class EmbeddedAws implements BeforeAllCallback {
  private Optional<Services> services = Optional.empty();

  /// Lives as long as there are tests.
  private static final class Services implements AutoCloseable {
    private final TwilioSimulator twilio =
        new TwilioSimulator(Account.simulated(Secret.of(Ava.TOKEN)));
    private final LocalAws aws = LocalAws.start(Optional.empty(), EmbeddedSes.start());
    private final AtomicInteger tables = new AtomicInteger();

    @Override
    public void close() {
      twilio.close();
      aws.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var store = context.getRoot().getStore(ExtensionContext.Namespace.create(EmbeddedAws.class));
    services =
        Optional.of(
            store.computeIfAbsent(Services.class, _ -> warm(new Services()), Services.class));
  }

  private Services warm(Services started) {
    services = Optional.of(started);
    try (var ava = Ava.playing(this, ScriptLines.greeting()).start()) {
      ava.recordGreeting();
    }
    return started;
  }

  TwilioSimulator twilio() {
    return services.orElseThrow().twilio;
  }

  LocalAws aws() {
    return services.orElseThrow().aws;
  }

  String newTable() {
    var name = "calls-" + services.orElseThrow().tables.incrementAndGet();
    aws().dynamoDb().createTable(name);
    return name;
  }
}
