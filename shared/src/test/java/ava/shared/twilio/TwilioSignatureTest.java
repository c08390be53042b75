package ava.shared.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.settings.Secret;
import ava.shared.web.FormFields;
import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TwilioSignatureTest {
  private static final String URL = "https://api.ava.example.fr/twiml";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final TwilioSignature signature = new TwilioSignature(Secret.of(TOKEN));

  static Stream<Arguments> vectors() {
    return document().get("vectors").valueStream().map(v -> Arguments.of(text(v, "id"), v));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void verdictIsTheOneOfTheVector(String id, JsonNode vector) {
    var vectorSignature = new TwilioSignature(Secret.of(text(vector, "authToken")));
    var url = text(vector, "url");
    var given = text(vector, "signature");

    var accepted =
        switch (text(vector, "kind")) {
          case "form", "get", "wss" -> vectorSignature.accepts(url, fields(vector), given);
          case "json" ->
              vectorSignature.acceptsJson(
                  url, text(vector, "rawBody").getBytes(StandardCharsets.UTF_8), given);
          default -> throw new AssertionError("unknown kind of vector " + id);
        };

    assertThat(accepted).isEqualTo(vector.get("recommendedValid").booleanValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void formsAreReadAsTheVectorHoldsThem(String id, JsonNode vector) {
    var decodes = vector.get("rawBodyDecodesToParams");
    if (decodes == null || !decodes.booleanValue()) {
      assertThat(id).isNotEmpty();
      return;
    }

    var read = FormFields.parse(text(vector, "rawBody")).entries();

    assertThat(read).containsExactlyElementsOf(fields(vector));
  }

  @Test
  void everyVectorIsThere() {
    assertThat(vectors()).hasSize(document().get("counts").get("total").intValue());
  }

  static Stream<Arguments> randomForms() {
    return IntStream.range(0, 200).mapToObj(seed -> Arguments.of(seed, randomForm(seed)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("randomForms")
  void twiliosOwnLibraryAgrees(int seed, Map<String, String> form) {
    var fields = List.copyOf(form.entrySet());
    var signed = TwilioSignature.sign(TOKEN, URL, fields);
    var referee = new RequestValidator(TOKEN);
    var changed = new HashMap<>(form);
    changed.merge("CallSid", "x", String::concat);

    assertThat(referee.validate(URL, form, signed)).as("seed %d", seed).isTrue();
    assertThat(signature.accepts(URL, fields, signed)).isTrue();
    assertThat(referee.validate(URL, changed, signed)).isFalse();
    assertThat(signature.accepts(URL, List.copyOf(changed.entrySet()), signed)).isFalse();
  }

  @Test
  void bothTokensCountDuringARotation() {
    var rotating = new TwilioSignature(Secret.of("new-token, " + TOKEN));
    var signed = TwilioSignature.sign(TOKEN, URL, List.of());

    assertThat(rotating.accepts(URL, List.of(), signed)).isTrue();
    assertThat(rotating.accepts(URL, List.of(), TwilioSignature.sign("new-token", URL, List.of())))
        .isTrue();
    assertThat(rotating.accepts(URL, List.of(), TwilioSignature.sign("other", URL, List.of())))
        .isFalse();
  }

  @Test
  void missingTokenAcceptsNothing() {
    for (var blank : List.of("", " ", ",")) {
      var open = new TwilioSignature(Secret.of(blank));

      assertThat(open.accepts(URL, List.of(), "")).isFalse();
      assertThat(open.accepts(URL, List.of(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")).isFalse();
    }
  }

  private static Map<String, String> randomForm(int seed) {
    var random = new Random(seed);
    var form = new HashMap<String, String>();
    form.put("CallSid", randomText(random));
    for (var i = random.nextInt(30); i > 0; i--) {
      form.put(randomText(random) + i, randomText(random));
    }
    return form;
  }

  private static String randomText(Random random) {
    var alphabet = "abcXYZ019 +&=%#?/'\"<>_-.~éàçœÉ€\u00a0😀\n\t";
    var points = alphabet.codePoints().toArray();
    return random
        .ints(random.nextInt(20), 0, points.length)
        .map(i -> points[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<Map.Entry<String, String>> fields(JsonNode vector) {
    var fields = new ArrayList<Map.Entry<String, String>>();
    for (var pair : vector.get("params")) {
      fields.add(Map.entry(pair.get(0).stringValue(), pair.get(1).stringValue()));
    }
    return fields;
  }

  private static String text(JsonNode vector, String field) {
    var value = vector.get(field);
    return value == null || value.isNull() ? "" : value.stringValue();
  }

  private static JsonNode document() {
    try (InputStream vectors =
        TwilioSignatureTest.class.getResourceAsStream("/twilio-signature-vectors.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(vectors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
