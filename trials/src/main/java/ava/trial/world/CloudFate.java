package ava.trial.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What goes wrong on the way to AWS, while it does. Requests meet the oldest trouble that concerns
/// them.
class CloudFate implements Mishap.Source {
  private static final double MOSTLY = 0.7;
  private static final Pattern SID = Pattern.compile("CA[0-9a-f]{32}");

  private final World world;
  private final Draws draws;
  private final List<Trouble> troubles = new ArrayList<>();
  private final BiConsumer<String, Moment> moments;
  private final Set<Mischief> had = EnumSet.noneOf(Mischief.class);
  private boolean forEver;
  private int doubled;

  private record Trouble(Mischief mischief, long until) {}

  /// @param moments is told of a call's SID, and of the moment that a request of its is
  CloudFate(World world, BiConsumer<String, Moment> moments) {
    this.world = world;
    this.moments = moments;
    this.draws = new Draws(world.seed(), "mishaps", 0);
  }

  void begin(Fault fault) {
    had.add(fault.mischief());
    forEver |= fault.staysForEver();
    troubles.add(new Trouble(fault.mischief(), world.now() + fault.length().toNanos()));
  }

  /// Whether a service had trouble at any time.
  boolean troubled(String service) {
    return had.stream().anyMatch(mischief -> mischief.name().startsWith(service));
  }

  /// Whether some trouble never ends.
  boolean troubledForEver() {
    return forEver;
  }

  /// The next messages of the queue come twice.
  void doubles(int messages) {
    doubled += messages;
  }

  /// Whether the message that comes next is doubled.
  boolean doublesNow() {
    var now = doubled > 0;
    doubled -= now ? 1 : 0;
    return now;
  }

  @Override
  public void leaves(Mishap.Request request) {
    moment(request)
        .ifPresent(moment -> {
          var sid = SID.matcher(naming(request));
          if (sid.find()) {
            moments.accept(sid.group(), moment);
          }
        });
  }

  private static Optional<Moment> moment(Mishap.Request request) {
    return Optional.ofNullable(
        switch (request.operation()) {
          case "SendMessage" -> Moment.ANNOUNCED;
          case "SendRawEmail" -> Moment.MAILED;
          case "PutItem" ->
              text(request, "Item", "sk", "S").startsWith("TURN#") ? Moment.TURN_WRITTEN : null;
          case "UpdateItem" -> moment(text(request, "UpdateExpression"));
          default -> null;
        });
  }

  private static @Nullable Moment moment(String update) {
    return update.contains("summaryState = if_not_exists")
        ? Moment.CLAIMED
        : update.contains("#next = :next") ? Moment.NEXT_STEP : null;
  }

  /// The part of a request in which its call is named.
  private static String naming(Mishap.Request request) {
    return switch (request.operation()) {
      case "PutItem" -> text(request, "Item", "pk", "S");
      case "UpdateItem" -> text(request, "Key", "pk", "S");
      case "SendMessage" -> text(request, "MessageBody");
      default -> tags(request.body().text());
    };
  }

  /// Behind all of a mail.
  private static String tags(String form) {
    return form.substring(Math.max(0, form.indexOf("Tags.member")));
  }

  private static String text(Mishap.Request request, String... path) {
    var json = request.body().json();
    for (var member : path) {
      json = json.path(member);
    }
    return json.asString("");
  }

  @Override
  public Mishap next(Mishap.Request request) {
    troubles.removeIf(trouble -> trouble.until() < world.now());
    if (troubles.isEmpty()) {
      return Mishap.NONE;
    }
    return troubles.stream()
        .filter(trouble -> concerns(trouble.mischief(), request.service()))
        .findFirst()
        .map(trouble -> mishap(trouble.mischief()))
        .orElse(Mishap.NONE);
  }

  private static boolean concerns(Mischief mischief, String service) {
    return switch (service) {
      case "table" -> mischief.name().startsWith("TABLE");
      case "queue" -> mischief.name().startsWith("QUEUE");
      default -> mischief.name().startsWith("MAIL");
    };
  }

  private Mishap mishap(Mischief mischief) {
    return switch (mischief) {
      case TABLE_SLOW ->
          new Mishap.Late(draws.between(Duration.ofMillis(50), Duration.ofMillis(2_500)));
      case TABLE_THROTTLES, MAIL_THROTTLES ->
          draws.happens(MOSTLY) ? new Mishap.Throttled() : Mishap.NONE;
      case TABLE_FAILS, QUEUE_FAILS ->
          draws.happens(MOSTLY) ? new Mishap.ServerError(draws.oneIn(3)) : Mishap.NONE;
      case TABLE_RESETS ->
          draws.happens(MOSTLY)
              ? new Mishap.Reset(draws.oneIn(3), draws.oneIn(2))
              : draws.oneIn(2) ? new Mishap.Silent() : Mishap.NONE;
      case TABLE_LOSES_ANSWERS, QUEUE_LOSES_ANSWERS, MAIL_LOSES_ANSWERS ->
          new Mishap.Reset(true, draws.oneIn(4));
      case TABLE_DOWN, QUEUE_DOWN, MAIL_DOWN ->
          draws.oneIn(3) ? new Mishap.Silent() : new Mishap.Down();
      case MAIL_REFUSES -> new Mishap.Refused("MessageRejected");
      default -> Mishap.NONE;
    };
  }
}
