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
        "D. U. R. A. N. D. Y a-t-il une place demain ? | Durand",
        "D, U, R, A, N, D, à demain | Durand",
        "B. E. N. A. L. I. À demain. | Benali",
        "D de Daniel, U, R, A, N, D de Daniel. | Durand",
        "Durand, D, U, R, A, N, T, non pardon, D. | Durand",
        "Je m'appelle Marie, M, A, R, I, E, Durand, D, U, R, A, N, D. | Marie Durand",
        "V, A, N, espace, D, A, M. | Van Dam",
        "L, E, plus loin, G, O, F, F. | Le Goff",
        "L, apostrophe, H, E, R, M, I, T, E. | L’Hermite",
        "S, A, I, N, T, trait d'union, M, A, R, T, I, N. | Saint-Martin",
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
        "Bonjour, Me Vidal, avocat. | Me Vidal",
        "Je suis le Dr Wagner, bonjour. | Dr Wagner",
        "C'est Marie Roussel à l'appareil, bonjour. | Marie Roussel",
        "Oui, bonjour, Marie Roussel, j'appelle pour un devis. | Marie Roussel",
        "Marie Roussel, bonjour. | Marie Roussel",
        "Roussel, bonjour, j'appelle pour un devis. | Roussel",
        "Bonjour, je suis madame Van den Berg. | Mme Van den Berg",
        "Bonjour, je suis Anne-Sophie de la Tour d'Auvergne. | Anne-Sophie de la Tour d'Auvergne",
        "C'est Martin ? Bonjour, c'est Paul Roussel. | Paul Roussel",
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
        "À quel nom ? | Roussel. | Roussel",
        "Comment vous appelez-vous ? | Moi ? Paul Roussel. | Paul Roussel",
        "Comment vous appelez-vous ? | Euh… Paul Roussel, pourquoi ? | Paul Roussel",
        "Quel est votre nom ? | Je vous ai dit, Roussel. | Roussel",
        "Votre nom et votre prénom ? | Nom Roussel, prénom Paul. | Roussel",
        "C'est de la part de qui ? | De madame Roussel. | Mme Roussel",
        "C'est de la part de qui ? | De Paul Roussel. | Paul Roussel",
        "C'est de la part de monsieur ? | Roussel. | Roussel",
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
        "Je suis Français.",
        "C'est EDF.",
        "Je m'appelle comme je veux.",
        "Je suis la maman de Lucas Roussel.",
        "Je voudrais parler à monsieur Roussel.",
        "La porte B, code A, B, C, D.",
        "C'est la R. A. T. P.",
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
        "C'est pour un devis.",
        "C'est confidentiel.",
        "Attendez, je vous passe ma femme.",
        "Demain.",
        "Rappelez-moi plutôt.",
        "La société Talentis.",
        "Vous l'avez déjà."
      })
  void answerWithoutANameIsNone(String words) {
    var call = Calls.of(GREETING, "Appelant: Bonjour.", "Ava: Votre nom ?", "Appelant: " + words);

    assertThat(CallerName.in(call)).isEmpty();
  }
}
