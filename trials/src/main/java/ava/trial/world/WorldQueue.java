package ava.trial.world;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// The queue that starts summaries, and what AWS does between it and the function: messages come
/// late, out of order and at times twice; what is not deleted comes back when its visibility ends,
/// and lies among the dead letters after the last time. Source: AWS, "Amazon SQS standard queues",
/// "Using Lambda with Amazon SQS".
final class WorldQueue implements CloudService {
  /// As in `template.yaml`.
  static final Duration VISIBILITY = Duration.ofMinutes(9);

  static final int MOST_DELIVERIES = 5;

  private static final Duration USUAL_DELAY = Duration.ofMillis(150);
  private static final String JSON = "application/x-amz-json-1.0";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final World world;
  private final Actor actor;
  private final Consumer<Delivery> consumer;
  private final Draws draws;
  private final List<Message> dead = new ArrayList<>();
  private int accepted;
  private int left;
  private final BooleanSupplier doubles;

  /// One message of many deliveries.
  record Message(String id, String body) {}

  /// @param number how often the message was delivered, this time included
  record Delivery(Message message, int number) {}

  /// @param consumer gets each delivery, on the queue's turn, and says later what became of it
  /// @param doubles whether the next message comes twice
  WorldQueue(World world, BooleanSupplier doubles, Consumer<Delivery> consumer) {
    this.doubles = doubles;
    this.world = world;
    this.actor = world.actor("queue");
    this.consumer = consumer;
    this.draws = actor.draws("deliveries");
  }

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public Reply answer(Mishap.Request request) {
    if (!request.operation().equals("SendMessage")) {
      throw new IllegalStateException("only SendMessage is known here");
    }
    var sent = request.body().json();
    var body = sent.required("MessageBody").asString();
    accepted++;
    var message = new Message("message-" + accepted, body);
    left++;
    var delay = Duration.ofSeconds(sent.path("DelaySeconds").asInt(0));
    deliverLater(message, 1, delay);
    var answer = MAPPER.createObjectNode().put("MessageId", message.id());
    answer.put("MD5OfMessageBody", md5(body));
    return new Reply(200, JSON, new Payload.Tree(answer));
  }

  private void deliverLater(Message message, int number, Duration delay) {
    var due = world.now() + delay.plus(draws.exponential(USUAL_DELAY)).toNanos();
    world.at(actor, due, () -> consumer.accept(new Delivery(message, number)));
    if (doubles.getAsBoolean()) {
      left++;
      var again = due + draws.exponential(Duration.ofSeconds(2)).toNanos();
      world.at(actor, again, () -> consumer.accept(new Delivery(message, number + 1)));
    }
  }

  /// What became of a delivery.
  ///
  /// @param begun when it was delivered
  void settled(Delivery delivery, boolean done, long begun) {
    if (done) {
      left--;
    } else if (delivery.number() >= MOST_DELIVERIES) {
      left--;
      dead.add(delivery.message());
    } else {
      var visible = Duration.ofNanos(begun + VISIBILITY.toNanos() - world.now());
      deliverLater(
          delivery.message(),
          delivery.number() + 1,
          visible.isNegative() ? Duration.ZERO : visible);
    }
  }

  /// How many messages are neither deleted nor dead.
  int left() {
    return left;
  }

  List<Message> dead() {
    return List.copyOf(dead);
  }

  int accepted() {
    return accepted;
  }

  @Override
  public Reply refusal(int status, String code) {
    var error = MAPPER.createObjectNode().put("__type", "com.amazonaws.sqs#" + code);
    return new Reply(status, JSON, new Payload.Tree(error));
  }

  private static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
