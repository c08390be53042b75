package ava.summary.content;

import java.util.regex.Pattern;

/// What callers say to the machine itself, to tell it what to write: it is no part of their matter
/// and changes nothing.
final class Orders {
  private static final Pattern ORDER =
      Emergency.any(
          "(?:ignore|oublie)[szr]* (?:\\w+ ){0,4}(?:instructions?|consignes?|regles?|precede\\w*)",
          "(?:tes|vos|ces) (?:nouvelles )?(?:instructions?|consignes?)",
          "prompt",
          "jailbreak",
          "tu es (?:maintenant|desormais)",
          "(?:ecris|ecrivez|note|notez|mets|mettez|marque|marquez|classe|classez|indique|indiquez|ajoute|reponds|repondez|dis|dites)"
              + " (?:\\w+ ){0,5}(?:resume|urgence|urgente?|haute|fiche|json|priorite)",
          "urgence (?:haute|high)",
          "(?:considere|traite|(?:marque|note|classe)s?) (?:\\w+ ){0,3}comme (?:\\w+ )?urgent\\w*",
          "envoie[sz]? (?:ce|le|ces|tous|les) (?:message|messages|resume|donnees|numeros?)",
          "script",
          "ignore (?:all|previous|your)",
          "system",
          "(?:fais|faites) (?:comme si|comme s|semblant)",
          "(?<!pas )(?<!pas vraiment )(?:pour (?:de )?rire|pour de faux|une blague|je plaisante|je blague)");

  private Orders() {}

  static boolean in(String sentence) {
    return ORDER.matcher(Emergency.flat(sentence)).find();
  }
}
