package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import ava.summary.Calls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerNameTest {
  private static final String GREETING = "Ava: Cabinet du docteur Martin, bonjour. Je vous écoute.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D, U, R, A, N, D. C'est pour un devis. | Durand",
        "D, U, R, A, N, D. À demain. | Durand",
        "Durand, ça s'écrit D U R A N D, c'est pour un devis | Durand",
        "d, u, r, a, n, d | Durand",
        "D.U.R.A.N.D. | Durand",
        "D-U-R-A-N-D | Durand",
        "B, O, deux N, E, T | Bonnet",
        "B, O, double N, E, T | Bonnet",
        "M, O, R, E, deux L, I. | Morelli",
        "B, R comme Robert, U, N | Brun",
        "P comme Pierre, E comme Eugène, T comme Thérèse, I comme Irma, T comme Thérèse | Petit",
        "L, E, F, E accent grave, V, R, E | Lefèvre",
        "D, apostrophe, A, R, C | D’Arc",
        "L, E, tiret, G, O, F, F | Le-Goff",
        "D, U, P, O, N, et puis T | Dupont",
        "K, O, double v, A, L, S, K, i grec | Kowalsky",
        "Je m'appelle Sandra Kowalczik, K, O, W, A, L, C, Z, Y, K. | Sandra Kowalczyk",
      })
  void spelledNameEndsWithItsLastLetter(String words, String name) {
    assertThat(CallerName.in(Calls.of(GREETING, "Appelant: " + words))).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bonjour, monsieur Roussel à l'appareil. | M. Roussel",
        "bonjour monsieur roussel à l'appareil | M. Roussel",
        "Bonjour, monsieur Roussel. | M. Roussel",
        "Oui bonjour, Roussel, de la plomberie Mercier. | Roussel",
        "Bonjour, Julie Perrin, de la société Talentis. | Julie Perrin",
        "Allô, c'est madame Le Goff. | Mme Le Goff",
        "je m'appelle karim haddad et je voudrais un devis | Karim Haddad",
        "BONJOUR, JE M'APPELLE ANNE DE LA TOUR, C'EST URGENT | Anne de la Tour",
        "Je m'appelle Jean-Pierre N'Guyen. | Jean-Pierre N'Guyen",
        "Mon nom est Marie d'Ornano. | Marie d'Ornano",
        "Ici le docteur Collin. | Dr Collin",
        "Je suis maître Aubry. | Me Aubry",
      })
  void nameIsFoundInAnIntroduction(String words, String name) {
    assertThat(CallerName.in(Calls.of(GREETING, "Appelant: " + words))).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Puis-je avoir votre nom ? | Roussel. | Roussel",
        "Puis-je avoir votre nom ? | roussel | Roussel",
        "Quel est votre nom, s'il vous plaît ? | Oui, c'est Jean Roussel. | Jean Roussel",
        "À qui ai-je l'honneur ? | Madame Vidal. | Mme Vidal",
        "À qui ai-je l’honneur ? | Vidal, de la mairie. | Vidal",
        "C'est de la part de qui ? | De Villiers. | De Villiers",
        "Vous êtes madame… ? Votre nom ? | Euh, Le Bihan, Yann. | Le Bihan",
      })
  void answerToTheQuestionForANameIsOne(String question, String words, String name) {
    var call = Calls.of(GREETING, "Appelant: Bonjour.", "Ava: " + question, "Appelant: " + words);

    assertThat(CallerName.in(call)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bonjour monsieur.",
        "Bonjour madame, c'est urgent.",
        "Bonjour docteur Martin.",
        "Bonjour, docteur Martin, j'ai mal.",
        "C'est urgent.",
        "c'est pour un devis",
        "Je suis malade depuis lundi.",
        "C'est le livreur.",
        "Il y a une fuite à Paris.",
        "Je suis à l'appareil.",
      })
  void whoIsGreetedOrWhatIsWantedIsNoName(String words) {
    assertThat(CallerName.in(Calls.of(GREETING, "Appelant: " + words))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pourquoi ?",
        "Je préfère ne pas le dire.",
        "C'est urgent.",
        "C'est pour un devis."
      })
  void answerWithoutANameIsNone(String words) {
    var call = Calls.of(GREETING, "Appelant: Bonjour.", "Ava: Votre nom ?", "Appelant: " + words);

    assertThat(CallerName.in(call)).isEmpty();
  }
}
