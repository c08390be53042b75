package ava.summary.voicemail;

import ava.shared.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/// The model's ears, without a network.
public final class FakeTranscriber implements Interceptor {
  private record Answer(int status, String body) {}

  public final List<String> forms = new ArrayList<>();
  public String words = "Bonjour, c’est Mme Lefèvre, rappelez-moi au 06 98 76 54 32.";
  private final Deque<Answer> next = new ArrayDeque<>();

  public Transcription service(String... keywords) {
    return new Transcription(
        new OkHttpClient.Builder().addInterceptor(this).build(),
        URI.create("https://api.openai.com/v1"),
        Secret.of("key"),
        "gpt-transcribe",
        List.of(keywords));
  }

  public void next(int status, String body) {
    next.add(new Answer(status, body));
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    var form = new Buffer();
    chain.request().body().writeTo(form);
    forms.add(form.readString(StandardCharsets.ISO_8859_1));
    var answer = next.isEmpty() ? new Answer(200, "{\"text\":\"" + words + "\"}") : next.remove();
    return FakeTwilio.answer(
        chain,
        answer.status(),
        ResponseBody.create(answer.body(), MediaType.get("application/json")));
  }
}
