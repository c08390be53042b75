package ava.summary.voicemail;

import ava.shared.call.Recording;
import ava.shared.call.TranscriptNoise;
import ava.shared.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The words of a recording. Source: OpenAI, "Create transcription" (`POST /audio/transcriptions`).
/// What of a request the model does not know is left out. Safe for use by several threads.
public final class Transcription {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Logger LOG = LoggerFactory.getLogger(Transcription.class);
  private static final Set<String> DISPENSABLE = Set.of("languages", "keywords");
  private static final int TRIES = 2;

  private final OkHttpClient client;
  private final URI baseUrl;
  private final Secret key;
  private final String model;
  private final List<String> keywords;

  /// @param keywords names that the model could not spell by itself
  public Transcription(
      OkHttpClient client, URI baseUrl, Secret key, String model, List<String> keywords) {
    this.client =
        client
            .newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ZERO)
            .followRedirects(false)
            .build();
    this.baseUrl = baseUrl;
    this.key = key;
    this.model = model;
    this.keywords = List.copyOf(keywords);
  }

  /// The words, or nothing when none can be understood or the service is away.
  ///
  /// @param most how long it may take
  public Optional<String> words(Recording.Audio audio, Duration most) {
    var without = new HashSet<String>();
    for (var tries = 0; tries < TRIES; ) {
      try (var answer = ask(audio, without, most.dividedBy(TRIES))) {
        var body = answer.peekBody(1 << 20).string();
        if (answer.isSuccessful()) {
          return Optional.of(TranscriptNoise.without(JSON.readTree(body).path("text").asString("")))
              .filter(words -> !words.isBlank());
        }
        LOG.atWarn().addKeyValue("status", answer.code()).log("recording not transcribed");
        var named = answer.code() == 400 ? named(body) : "";
        if (DISPENSABLE.contains(named) && without.add(named)) {
          continue;
        }
        if (!later(answer.code(), body)) {
          return Optional.empty();
        }
      } catch (IOException | JacksonException e) {
        LOG.atWarn()
            .addKeyValue("error", e.getClass().getSimpleName())
            .log("recording not transcribed");
      }
      tries++;
    }
    return Optional.empty();
  }

  private Response ask(Recording.Audio audio, Set<String> without, Duration most)
      throws IOException {
    var form =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("model", model)
            .addFormDataPart(
                "file",
                "repondeur.mp3",
                RequestBody.create(audio.bytes(), MediaType.get(audio.type())));
    if (!without.contains("languages")) {
      form.addFormDataPart("languages[]", "fr");
    }
    if (!without.contains("keywords")) {
      keywords.forEach(word -> form.addFormDataPart("keywords[]", word));
    }
    var call =
        client.newCall(
            new Request.Builder()
                .url(baseUrl + "/audio/transcriptions")
                .header("Authorization", "Bearer " + key.value().strip())
                .post(form.build())
                .build());
    var _ = call.timeout().timeout(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    return call.execute();
  }

  /// The parameter that an error names, without its brackets.
  private static String named(String body) {
    return error(body).path("param").asString("").replaceFirst("\\[.*", "");
  }

  private static boolean later(int status, String body) {
    var spent = error(body).path("code").asString("").equals("insufficient_quota");
    return status == 408 || (status == 429 && !spent) || status >= 500;
  }

  private static JsonNode error(String body) {
    try {
      return JSON.readTree(body).path("error");
    } catch (JacksonException e) {
      // a gateway before the service answers in HTML
      return JSON.createObjectNode();
    }
  }
}
