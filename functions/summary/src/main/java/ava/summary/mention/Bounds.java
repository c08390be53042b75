package ava.summary.mention;

import ava.summary.mention.Mention.Bound;
import java.util.Set;

/// Reads what stands before a time: « avant », « après », « à partir de ».
final class Bounds {
  private static final Set<String> UNTIL = Set.of("avant", "jusqu", "ici");
  private static final Set<String> FROM = Set.of("apres", "partir", "des");
  private static final int NEAR = 3;

  private Bounds() {}

  static Bound before(Passage text, int at) {
    for (var i = at - 1; i >= Math.max(0, at - NEAR); i--) {
      if (text.word(i + 1).before().matches(".*[,.;!?].*")) {
        return Bound.AT;
      }
      if (text.is(i, UNTIL)) {
        return Bound.UNTIL;
      }
      if (text.is(i, FROM) && !(text.plain(i + 1).equals("midi") && i + 1 < at)) {
        return Bound.FROM;
      }
    }
    return Bound.AT;
  }
}
