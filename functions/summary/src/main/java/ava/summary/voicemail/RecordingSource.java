package ava.summary.voicemail;

import ava.shared.call.Recording;
import ava.shared.settings.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Twilio's recordings, read and deleted with the account's own credentials. The address comes from
/// outside: only one of Twilio's, of the account that signed the webhook, ever sees the token.
/// Source: Twilio, "Recordings resource". Safe for use by several threads.
public final class RecordingSource {
  /// Eight minutes of Twilio's MP3, and what a mail can carry.
  public static final int LONGEST = 2_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(RecordingSource.class);

  private final OkHttpClient client;
  private final Secret tokens;

  /// @param tokens the account's token, or two with a comma while it is rotated
  public RecordingSource(OkHttpClient client, Secret tokens) {
    this.client =
        client
            .newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(15))
            .callTimeout(Duration.ofSeconds(20))
            .build();
    this.tokens = tokens;
  }

  /// What came of asking for a recording.
  public sealed interface Fetched {
    record Audio(Recording.Audio audio) implements Fetched {}

    /// It may be there later.
    record NotYet() implements Fetched {}

    record TooLong() implements Fetched {}

    /// It will not be given to us.
    record Never() implements Fetched {}
  }

  public Fetched fetch(Recording recording) {
    if (!recording.trusted()) {
      LOG.atWarn().addKeyValue("recording", recording.sid()).log("recording at a strange address");
      return new Fetched.Never();
    }
    var request = new Request.Builder().url(recording.url() + ".mp3");
    try (var answer = ask(request, recording.account())) {
      if (answer.isSuccessful()) {
        return read(answer);
      }
      LOG.atWarn()
          .addKeyValue("recording", recording.sid())
          .addKeyValue("status", answer.code())
          .log("recording not given");
      return later(answer.code()) ? new Fetched.NotYet() : new Fetched.Never();
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("recording", recording.sid())
          .addKeyValue("error", e.getClass().getSimpleName())
          .log("recording not reached");
      return new Fetched.NotYet();
    }
  }

  /// Deletes the recording at Twilio; that it is gone already is as good.
  ///
  /// @return false when it must be tried again
  public boolean delete(Recording recording) {
    if (!recording.trusted()) {
      return false;
    }
    var request = new Request.Builder().url(recording.url() + ".json").delete();
    try (var answer = ask(request, recording.account())) {
      return answer.isSuccessful() || answer.code() == 404;
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("recording", recording.sid())
          .addKeyValue("error", e.getClass().getSimpleName())
          .log("recording not deleted");
      return false;
    }
  }

  private Response ask(Request.Builder request, String account) throws IOException {
    var all = Arrays.stream(tokens.value().split(",")).map(String::strip).toList();
    var answer = ask(request, account, all.getFirst());
    if (answer.code() == 401 && all.size() > 1) {
      answer.close();
      return ask(request, account, all.get(1));
    }
    return answer;
  }

  private Response ask(Request.Builder request, String account, String token) throws IOException {
    return client
        .newCall(request.header("Authorization", Credentials.basic(account, token)).build())
        .execute();
  }

  private static Fetched read(Response answer) throws IOException {
    var source = answer.body().source();
    if (source.request(LONGEST + 1L)) {
      return new Fetched.TooLong();
    }
    return new Fetched.Audio(new Recording.Audio("audio/mpeg", source.readByteArray()));
  }

  private static boolean later(int status) {
    return status == 404 || status == 408 || status == 429 || status >= 500;
  }
}
