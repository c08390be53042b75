package ava.bridge.tools;

import ava.bridge.call.Move;

/// Says nothing where a model would have to say something.
final class WaitSilently implements Tool {
  @Override
  public String name() {
    return "attendre";
  }

  @Override
  public String description() {
    return "Ne dit rien et continue d’écouter, quand ce qui vient d’être entendu ne s’adressait pas"
        + " à Ava.";
  }

  @Override
  public String rule() {
    return "quand tu n’entends que du bruit, une télévision ou une conversation qui ne s’adresse"
        + " pas à toi, appelle attendre sans rien dire. Jamais quand la personne te parle, même"
        + " indistinctement : fais répéter. Jamais pour la faire patienter.";
  }

  @Override
  public Move move() {
    return new Move.Listen();
  }
}
