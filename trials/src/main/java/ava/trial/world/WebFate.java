package ava.trial.world;

import ava.trial.world.WorldWeb.Asked;
import ava.trial.world.WorldWeb.Page;
import java.time.Duration;
import java.util.List;

/// The services beside AWS: chat completions, and the owner's webhook. Recordings are not there.
final class WebFate implements WorldWeb.Site {
  private static final List<Integer> FAILURES = List.of(429, 500, 503, 200, 0, 500);
  private static final String ANSWER =
      """
      {"nom":null,"societe":null,"telephone":null,"adresse":null,"courriel":null,\
      "motif":"une fuite","categorie":"autre","urgence":"normale","phrase_urgence":null,\
      "demandes":[],"promesses":[],"actions":[],"rappel":{"souhaite":false,"quand":null},\
      "resume":"La personne a appelé."}\
      """;

  private final World world;
  private final Draws draws;
  private long chatFailsUntil;
  private long chatSilentUntil;
  private long hookFailsUntil;
  private int failure;
  private int hooks;

  WebFate(World world) {
    this.world = world;
    this.draws = new Draws(world.seed(), "web", 0);
  }

  void begin(Fault fault) {
    var until = world.now() + fault.length().toNanos();
    switch (fault.mischief()) {
      case CHAT_FAILS -> {
        chatFailsUntil = Math.max(chatFailsUntil, until);
        failure = FAILURES.get((fault.amount() - 1) % FAILURES.size());
      }
      case CHAT_SILENT -> chatSilentUntil = Math.max(chatSilentUntil, until);
      case HOOK_FAILS -> hookFailsUntil = Math.max(hookFailsUntil, until);
      default -> throw new IllegalArgumentException(fault.toString());
    }
  }

  /// How often the webhook took a call.
  int hooks() {
    return hooks;
  }

  @Override
  public Page answer(Asked asked) {
    return switch (asked.host()) {
      case "model.world.invalid" -> chat();
      case "hook.world.invalid" -> hook();
      default -> new Page(404, "{}", draws.exponential(Duration.ofMillis(200)));
    };
  }

  private Page chat() {
    var after = Duration.ofMillis(800).plus(draws.exponential(Duration.ofSeconds(1)));
    if (world.now() < chatSilentUntil) {
      return new Page(-1, "", Duration.ZERO);
    }
    if (world.now() < chatFailsUntil) {
      return new Page(failure, "{\"choices\":[", after);
    }
    var content = ANSWER.replace("\\", "\\\\").replace("\"", "\\\"");
    return new Page(
        200,
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\""
            + content
            + "\"}}]}",
        after);
  }

  private Page hook() {
    var after = draws.exponential(Duration.ofMillis(300));
    if (world.now() < hookFailsUntil) {
      return new Page(draws.oneIn(2) ? 500 : 0, "", after);
    }
    hooks++;
    return new Page(204, "", after);
  }
}
