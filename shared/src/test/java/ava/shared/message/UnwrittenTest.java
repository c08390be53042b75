package ava.shared.message;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the table did not take must fit into a message of the queue.
class UnwrittenTest {
  private static final Instant AT = Instant.parse("2026-11-22T09:41:12.345Z");

  /// From one byte of UTF-8 to four, and what JSON writes in two or six.
  private static final List<String> LETTERS =
      List.of("a", " ", "é", "’", "\u2028", "📞", "\"", "\\", "\n", "\t", "\u0001", "\u007f");

  private static CallEnded message(Unwritten unwritten) {
    var longest = new PhoneNumber("sip:" + "é".repeat(200));
    var heard = new CallEnded.Heard(longest, longest, AT, 999_999, false, unwritten);
    return new CallEnded(
        new CallSid("CA00000000000000000000000000000001"), AT, EndReason.CALLER_HUNG_UP, heard);
  }

  private static int bytes(CallEnded message) {
    return message.toJson().getBytes(StandardCharsets.UTF_8).length;
  }

  private static Unwritten carried(CallEnded message) {
    return message.heard().orElseThrow().unwritten();
  }

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void messageNeverExceedsItsBytesAndNothingVanishes(int seed) {
    var random = new Random(seed);
    var all = unwritten(random);
    var bare = bytes(message(Unwritten.NOTHING));
    var most = bare + random.nextInt(bytes(message(all)));

    var message = message(all).within(most);

    assertThat(bytes(message)).isLessThanOrEqualTo(most);
    assertThat(CallEnded.fromJson(message.toJson())).isEqualTo(message);
    var carried = carried(message);
    var rest = all.without(carried);
    assertThat(carried.turns()).isEqualTo(all.turns().subList(0, carried.turns().size()));
    assertThat(rest.turns())
        .isEqualTo(all.turns().subList(carried.turns().size(), all.turns().size()));
    assertThat(rest.card().with(carried.card())).isEqualTo(all.card());
    assertThat(
            Collections.disjoint(rest.card().fields().keySet(), carried.card().fields().keySet()))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatFitsTravelsWhole(int seed) {
    var all = unwritten(new Random(seed));

    assertThat(message(all).within(bytes(message(all)) + 40)).isEqualTo(message(all));
  }

  @Test
  void messageOfALongCallWithAFullCardIsTakenByTheQueue() {
    var card =
        Arrays.stream(NotedMessage.Field.values())
            .collect(Collectors.toMap(field -> field, _ -> "\"".repeat(20_000)));
    var all = new Unwritten(turns(2_000, "é".repeat(100)), new NotedMessage(card));

    var message = message(all).fitting();

    assertThat(bytes(message)).isBetween(CallEnded.LARGEST - 50_000, CallEnded.LARGEST);
    assertThat(carried(message).card().fields()).isNotEmpty();
  }

  @Test
  void cardTravelsBeforeTheTurns() {
    var card = new NotedMessage(Map.of(NotedMessage.Field.PHONE, "+33612345678"));
    var all = new Unwritten(turns(50, "é".repeat(100)), card);

    var carried = carried(message(all).within(bytes(message(Unwritten.NOTHING)) + 1_000));

    assertThat(carried.card()).isEqualTo(card);
    assertThat(carried.turns()).hasSizeBetween(1, 4);
  }

  private static Unwritten unwritten(Random random) {
    var turns =
        IntStream.rangeClosed(1, random.nextInt(40))
            .mapToObj(seq -> turn(seq, "x" + text(random)))
            .toList();
    var fields = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
    for (var field : NotedMessage.Field.values()) {
      if (random.nextBoolean()) {
        fields.put(field, "x" + text(random));
      }
    }
    return new Unwritten(turns, new NotedMessage(fields));
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(1, 300), 0, LETTERS.size())
        .mapToObj(LETTERS::get)
        .collect(Collectors.joining());
  }

  private static List<Turn> turns(int count, String text) {
    return IntStream.rangeClosed(1, count).mapToObj(seq -> turn(seq, text)).toList();
  }

  private static Turn turn(int seq, String text) {
    return new Turn(seq, Speaker.CALLER, text, AT, AT, false);
  }
}
