package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where French ends a sentence, and where a voice may begin to speak before it does. A `|` stands
/// where the text is cut.
class SentenceCutTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // titles, initials, streets, what is written short
        "Je transmets votre message à M. Durand dès ce soir.| Au revoir et très bonne journée.",
        "Le Dr. Petit vous rappellera demain matin.| Merci de votre appel et à bientôt.",
        "Vous avez rendez-vous avec J. P. Martin demain.| Est-ce que cela vous convient ?",
        "Vous avez rendez-vous avec J.-P. Martin demain.| Est-ce que cela vous convient ?",
        "Le cabinet est au 12, av. Foch à Lyon.| Il est ouvert toute la semaine.",
        "Notre tél. 04 78 00 00 00 répond de neuf heures à midi.| Voulez-vous le noter ?",
        "Mme. Leroy et Mlle. Blanc sont en congé.| Je prends volontiers un message.",
        "Apportez vos papiers, p. ex. Votre carte vitale et l'ordonnance.| À demain donc.",
        "La résidence St. Pierre est en face, bât. C au fond.| Vous verrez, c'est indiqué.",
        // numbers, hours, prices, names with a full stop inside
        "Cela coûte 45.50 euros la première fois.| Ensuite cela dépend de la durée.",
        "Cela coûte 45,50 euros la première fois.| Ensuite cela dépend de la durée.",
        "C'est le 3.12.2026 à 10.30 au cabinet.| Je le note tout de suite pour vous.",
        "Tout est sur cabinet-durand.fr depuis hier.| Vous pouvez aussi nous écrire.",
        "Le cabinet ferme ce soir à 18 h.| Le samedi, il ferme à midi en général.",
        "Votre rendez-vous est donc à 8h.| Entendu, je le note tout de suite.",
        "Comptez environ un quart d'heure, soit 15 min.| Je vous attends donc demain.",
        "Nous sommes à la sortie de la ville, à 3 km.| Vous trouverez sans peine.",
        // marks that close, marks that repeat, what goes on in small letters
        "« Bonjour ! » dit-il en entrant chez nous hier.| Voilà tout ce que je sais.",
        "Elle a dit : « Je rappelle demain. »| Je lui ai donné votre numéro de téléphone.",
        "Vous êtes sûr de votre choix ?!| Je le note comme cela dans le dossier.",
        "Attendez… je regarde si c'est possible.| Oui, cela convient parfaitement.",
        "Je ne sais pas encore…| Voulez-vous que l'on vous rappelle à ce sujet ?",
        "(C'est confirmé pour demain.)| Je vous souhaite une excellente journée.",
      })
  void sentencesEndWhereFrenchEndsThem(String marked) {
    assertThat(sentences(marked.replace("|", ""))).isEqualTo(List.of(marked.split("\\|")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bien sûr, à quel nom,| s'il vous plaît ?",
        "Je vous écoute :| quel est votre nom ?",
        "Très bien, un instant.| Je regarde tout de suite.",
        "Oui. Je regarde tout de suite.| Un instant.",
        "Cela fait 45,50 euros en tout,| dont deux de frais.",
        "Nous pourrions vous recevoir mardi ou| mercredi prochain au cabinet",
        "Vous pouvez nous joindre au numéro| 06 12 34 56 78 ou par courrier",
      })
  void theFirstPieceIsShort(String marked) {
    var text = marked.replace("|", "");

    var end = SentenceCut.end(text, true, false).orElseThrow();

    assertThat(text.substring(0, end)).isEqualTo(marked.split("\\|")[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bonjour",
        "Bonjour, je",
        "C'est le cabinet Durand.",
        "C'est le cabinet Durand. ",
        "Nous sommes au 12",
        "Oui, 06 12 34",
      })
  void whatMayGoOnWaitsForMore(String text) {
    assertThat(SentenceCut.end(text, true, false)).isEmpty();
  }

  @Test
  void nothingIsLostHoweverTheTextArrives() {
    var text =
        "Oui. C'est noté : M. Durand vous rappelle à 18 h. Il est au 12, av. Foch, tél. 06 12 34"
            + " 56 78. Autre chose ? Non… Alors « bonne soirée ! » Au revoir.";
    for (var size = 1; size < text.length(); size++) {
      var manuscript = Manuscript.of("r", "a", Steps.START);
      for (var at = 0; at < text.length(); at += size) {
        manuscript =
            manuscript.writing("a", text.substring(at, Math.min(text.length(), at + size)));
      }
      assertThat(manuscript.writtenWhole("a", text).unsaid()).isEqualTo(text);
    }
  }

  @Test
  void whatIsWrittenForTheEyeIsNotSpoken() {
    assertThat(SentenceCut.spoken("## **Voici** :\n - `un` _mot_ ")).isEqualTo("Voici : - un mot");
  }

  private static List<String> sentences(String text) {
    var pieces = new ArrayList<String>();
    var rest = text;
    while (!rest.isEmpty()) {
      var end = SentenceCut.end(rest, false, true).orElseThrow();
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    return pieces;
  }
}
