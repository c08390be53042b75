package ava.summary.mention;

import java.util.Set;

/// Words that tell names from other words, in small letters without accents.
final class NameWords {
  /// Words with a capital that name nobody, and words that stand between names.
  static final Set<String> NOBODY =
      all(
          """
          ava rdv sms ttc ht tva ok ia pdf sav urgent urgente internet de du des la le les
          et l d un une
          """);

  /// Words that may begin a sentence before a name or a verb.
  static final Set<String> OPENERS =
      all(
          """
          il elle ils elles on je nous vous tu ce cela ceci ca c s qui que qu quoi quand
          si celui celle ceux le la les l un une des de du d son sa ses mon ma mes notre
          votre leur leurs cet cette ces rien tout tous toute aucun aucune personne chacun
          quelqu certains plusieurs selon pour par avec sans chez dans sur sous en a au
          aux vers depuis avant apres pendant mais et ou donc or ni car puis ensuite enfin
          alors aussi ainsi hier demain aujourd bonjour bonsoir merci appel appelant
          appelante correspondant correspondante message motif demande rappel urgence
          urgent contact client cliente patient patiente locataire lundi mardi mercredi
          jeudi vendredi samedi dimanche quel quelle comme lorsque y n ne ava pas non oui
          voila voici actuellement egalement toutefois
          """);

  /// First names that end as verbs do.
  static final Set<String> NO_VERBS =
      all(
          """
          pierre alexandre olivier xavier didier roger gregoire claire laure victoire
          isidore theodore esther jennifer gauthier gautier walter peter oliver alexander
          vladimir casimir amir samir bachir javier ester lazare cesaire hilaire
          """);

  /// What stands before things, and before what they are like.
  static final Set<String> BEFORE_THINGS =
      all(
          """
          un une le la les l des du au aux mon ma mes votre vos notre nos son sa ses leur
          leurs ce cet cette ces quel quelle chaque plusieurs tres plus tout toute trop
          est sont etait etaient devenu devenue
          """);

  private NameWords() {}

  private static Set<String> all(String words) {
    return Set.of(words.strip().split("\\s+"));
  }
}
