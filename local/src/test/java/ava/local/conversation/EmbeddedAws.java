package ava.local.conversation;

import ava.embedded.EmbeddedSes;
import ava.local.aws.LocalAws;
import ava.local.twilio.Account;
import ava.local.twilio.TwilioSimulator;
import ava.shared.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// DynamoDB, SQS and Twilio for a class of scripts, with a table for each script. The first class
/// also waits for a first call, in which the process loads what calls need.
final class EmbeddedAws implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicBoolean WARM = new AtomicBoolean();

  private final TwilioSimulator twilio =
      new TwilioSimulator(Account.simulated(Secret.of(Ava.TOKEN)));
  private final AtomicInteger tables = new AtomicInteger();
  private Optional<LocalAws> aws = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext context) {
    aws = Optional.of(LocalAws.start(Optional.empty(), EmbeddedSes.start()));
    if (WARM.compareAndSet(false, true)) {
      try (var ava = Ava.playing(this, Script.greeting()).start()) {
        ava.recordGreeting();
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    twilio.close();
    aws.ifPresent(LocalAws::close);
  }

  TwilioSimulator twilio() {
    return twilio;
  }

  LocalAws aws() {
    return aws.orElseThrow();
  }

  String newTable() {
    var name = "calls-" + tables.incrementAndGet();
    aws().dynamoDb().createTable(name);
    return name;
  }
}
