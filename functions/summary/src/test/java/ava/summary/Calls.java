package ava.summary;

import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Usage;
import ava.summary.content.WholeCall;
import ava.summary.evaluation.Transcript;
import java.util.List;

/// Finished calls for tests, from lines such as `Ava: …` and `Appelant: …`.
public final class Calls {
  private static final Usage USAGE = new Usage(3211, 8450, 1500, 4000, 620, 2890, 0.3127);

  private Calls() {}

  public static WholeCall of(String... lines) {
    return of(NotedMessage.EMPTY, lines);
  }

  public static WholeCall of(NotedMessage message, String... lines) {
    return of(new PhoneNumber("+33698765432"), message, List.of(lines));
  }

  public static WholeCall of(PhoneNumber from, NotedMessage message, List<String> lines) {
    return Transcript.call(from, message, USAGE, lines);
  }
}
