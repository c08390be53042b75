package ava.shared.table;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Every test has a call of its own in one table.
@TestInstance(Lifecycle.PER_CLASS)
abstract class CallsInATable {
  static final Instant RING = Instant.parse("2026-11-22T09:40:00Z");

  @AutoClose final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  final CallStore calls =
      new CallStore(dynamoDb.client(), "calls", Clock.fixed(RING, ZoneOffset.UTC));
  private int callsMade;

  @BeforeAll
  void createTable() {
    dynamoDb.createTable("calls");
  }

  CallSid newCall() {
    callsMade++;
    return new CallSid("CA%032x".formatted(callsMade));
  }

  static Turn turn(int seq, String text) {
    var start = RING.plusSeconds(seq);
    return new Turn(seq, Speaker.CALLER, text, start, start.plusMillis(800), false);
  }

  List<Instant> resumed(CallSid call, Instant at) {
    return calls.resumed(call, at, UUID.randomUUID().toString());
  }
}
