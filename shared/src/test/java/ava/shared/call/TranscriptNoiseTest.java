package ava.shared.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptNoiseTest {
  private static final String WORDS =
      "Bonjour, c’est Mme Petit, rappelez-moi au 06 98 76 54 32, j’ai une fuite";

  static Stream<String> credits() {
    return Stream.of(
        "Sous-titres réalisés par la communauté d'Amara.org",
        "Sous-titres réalisés para la communauté d’Amara.org",
        "Sous-titres réalisés par la communauté d'Amara . org",
        "SOUS-TITRES RÉALISÉS PAR LA COMMUNAUTÉ D'AMARA.ORG",
        "Sous‑titres faits par la communauté d'Amara.org",
        "Sous-titres par Amara.org",
        "Sous-titres par la communauté Amara.org",
        "Sous-titres réalisés par l'équipe d'Amara.org",
        "Sous-titrage Société Radio-Canada",
        "© Sous-titrage Société Radio-Canada",
        "Sous-titrage ST' 501",
        "Sous-titrage ST’501",
        "Sous-titrage : ST' 501",
        "❤️ par SousMaker",
        "Sous-titres par SousMaker",
        "Sous-titrage par Sous-titreur.com",
        "Sous-titrage MFP",
        "Subtitles by the Amara.org community",
        "Untertitel der Amara.org-Community",
        "Subtítulos realizados por la comunidad de Amara.org",
        "Sottotitoli creati dalla comunità Amara.org");
  }

  static Stream<String> sentences() {
    return Stream.concat(
        credits(),
        Stream.of(
            "Sous-titrage FR",
            "Sous-titrage FR 2021",
            "Sous-titres par Jérémy Diaz",
            "Sous-titrage : Marie Dupont",
            "Merci d'avoir regardé cette vidéo",
            "Merci d’avoir regardé la vidéo",
            "Merci à tous d'avoir regardé cette vidéo",
            "Abonnez-vous",
            "Abonnez-vous à la chaîne",
            "N'oubliez pas de vous abonner",
            "N'hésitez pas à vous abonner à la chaîne et à partager",
            "À bientôt pour une nouvelle vidéo",
            "Thank you for watching",
            "Please subscribe to my channel",
            "[Musique]",
            "(Applaudissements)"));
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void aTranscriptOfNothingButCreditsIsEmpty(String credit) {
    for (var noise :
        new String[] {
          credit, credit + ".", credit + " !", " … " + credit, credit + ". " + credit
        }) {
      assertThat(TranscriptNoise.without(noise)).as(noise).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void theWordsBesideACreditAreKept(String credit) {
    assertKept(WORDS + ". " + credit, WORDS + ".");
    assertKept(WORDS + ". " + credit + ".", WORDS + ".");
    assertKept(WORDS + " !\n" + credit + " !", WORDS + " !");
    assertKept(credit + ". " + WORDS + ".", WORDS + ".");
    assertKept(credit + " ! " + WORDS + ". " + credit + ".", WORDS + ".");
    assertKept("Bonjour. " + credit + ". " + credit + ". " + WORDS, "Bonjour. " + WORDS);
  }

  @ParameterizedTest
  @MethodSource("credits")
  void aCreditWithoutPunctuationIsFoundAllTheSame(String credit) {
    assertKept(WORDS + " " + credit, WORDS);
    assertKept(credit + " " + WORDS, WORDS);
    assertKept("j’ai une fuite, " + credit + ", au troisième", "j’ai une fuite, au troisième");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Je vous appelle de la part d’Amara Diallo.",
        "Amara, c’est mon prénom.",
        "Je travaille chez Amara.org, rappelez-moi demain.",
        "Mon adresse, c’est paul@amara.org.",
        "J’appelle pour les sous-titres réalisés par la communauté d’Amara.org, il y a une faute.",
        "Vous faites des sous-titres par épisode ou par film ?",
        "Le sous-titrage Société Radio-Canada était faux.",
        "Je suis journaliste à Radio-Canada, mon numéro est le 06 12 34 56 78.",
        "On m’a dit abonnez-vous à la chaîne, mais je ne trouve pas le bouton.",
        "Abonnez-vous à la newsletter, c’est ce que dit votre site.",
        "Merci d’avoir regardé la vidéo que je vous ai envoyée, la fuite se voit bien.",
        "Je voulais vous dire merci d’avoir regardé la vidéo de la fuite.",
        "N’oubliez pas de vous abonner au parking, m’a dit le gardien.",
        "N’oubliez pas de me rappeler.",
        "La musique est trop forte chez le voisin.",
        "Ma réservation est au nom de Silence, Paul Silence.",
        "C’est le 501, rue de la Paix."
      })
  void whoSpeaksAboutSuchThingsIsHeardWhole(String words) {
    assertThat(TranscriptNoise.without(words)).isEqualTo(words);
  }

  @Test
  void wordsKeepTheirOwnSpelling() {
    assertThat(TranscriptNoise.without("  D’accord : 14 h. ")).isEqualTo("D’accord : 14 h.");
    assertThat(TranscriptNoise.without(" … ")).isEmpty();
    assertThat(TranscriptNoise.without("♪ ♪")).isEmpty();
  }

  private static void assertKept(String transcript, String words) {
    assertThat(TranscriptNoise.without(transcript)).as(transcript).isEqualTo(words);
  }
}
