package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disclosure is what a sentence says, not which words stand in it.
class GreetingTest {
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
    assertThat(Greeting.discloses(words)).isTrue();
    assertThat(Greeting.saying(words).text()).isEqualTo(words);
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
    assertThat(Greeting.discloses(words)).isFalse();
    assertThat(Greeting.saying(words).text()).endsWith(" Je suis une intelligence artificielle.");
  }
}
