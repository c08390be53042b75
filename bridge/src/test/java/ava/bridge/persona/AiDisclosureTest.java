package ava.bridge.persona;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disclosure is what a sentence says, not which words stand in it.
class AiDisclosureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bonjour, je suis Ava, une intelligence artificielle.",
        "Bonjour, ici l'assistante virtuelle du cabinet Durand.",
        "Je suis l’IA du garage. Que puis-je faire pour vous ?",
        "Je ne suis pas humaine, je suis une IA.",
        "Je ne suis pas médecin mais une intelligence artificielle.",
        "Vous parlez à un robot ; dites-moi tout.",
        "Vous parlez à une assistante vocale virtuelle"
      })
  void whoSaysThatAnAiSpeaksDisclosesIt(String words) {
    assertThat(AiDisclosure.in(words)).isTrue();
    assertThat(AiDisclosure.greeting(words).text()).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bonjour, je ne suis pas un robot.",
        "Rassurez-vous, je ne suis ni un robot ni une intelligence artificielle.",
        "Ici, aucune intelligence artificielle, que des humains.",
        "Cherchez-vous un robot ?",
        "Un cabinet sans intelligence artificielle.",
        "Bonjour, ici Maria du robotique club.",
        "Bonjour."
      })
  void whoDeniesOrAsksDisclosesNothing(String words) {
    assertThat(AiDisclosure.in(words)).isFalse();
    assertThat(AiDisclosure.greeting(words).text())
        .endsWith(" Je suis une intelligence artificielle.");
  }

  @Test
  void everyGreetingSaysThatAvaIsAnAi() {
    assertThat(AiDisclosure.greeting("Bonjour, ici le garage.").text())
        .isEqualTo("Bonjour, ici le garage. Je suis une intelligence artificielle.");
    assertThat(AiDisclosure.greeting("Bonjour, je suis l'IA du garage.").text())
        .isEqualTo("Bonjour, je suis l'IA du garage.");
    assertThat(AiDisclosure.greeting("Bonjour, Maria.").text())
        .endsWith("intelligence artificielle.");
  }
}
