package ava.bridge.tools;

import ava.bridge.call.Move;

/// Ends the call.
final class HangUp implements Tool {
  @Override
  public String name() {
    return "raccrocher";
  }

  @Override
  public String description() {
    return "Met fin à l’appel, une fois que l’au revoir a été dit à voix haute.";
  }

  @Override
  public String rule() {
    return "seulement quand la conversation est finie. Dis d’abord au revoir à voix haute, puis"
        + " appelle raccrocher dans la même réponse.";
  }

  @Override
  public Move move() {
    return new Move.HangUp();
  }
}
