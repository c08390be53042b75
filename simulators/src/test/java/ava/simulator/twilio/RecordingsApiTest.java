package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.settings.Secret;
import ava.simulator.socket.RecordingsApi;
import java.io.IOException;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingsApiTest {
  private static final String SID = "RE00000000000000000000000000000001";
  private static final Account ACCOUNT = Account.simulated(Secret.of("token"));
  private static final String LOGIN = Credentials.basic(ACCOUNT.sid(), "token");

  private final RecordingsApi api = RecordingsApi.start(ACCOUNT, new byte[] {1, 2, 3});
  private final OkHttpClient http = new OkHttpClient();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aRecordingIsThereAfterAWhileForWhoHasTheLogin() throws IOException {
    api.notReadyFor(1);

    assertThat(status("GET", SID + ".mp3", "Basic x")).isEqualTo(401);
    assertThat(status("GET", SID + ".mp3", LOGIN)).isEqualTo(404);
    try (var found = ask("GET", SID + ".mp3", LOGIN)) {
      assertThat(found.header("Content-Type")).isEqualTo("audio/mpeg");
      assertThat(found.body().bytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aDeletedRecordingIsGone() throws IOException {
    assertThat(status("DELETE", SID + ".json", LOGIN)).isEqualTo(204);
    assertThat(status("DELETE", SID + ".json", LOGIN)).isEqualTo(404);
    assertThat(status("GET", SID + ".mp3", LOGIN)).isEqualTo(404);
    assertThat(api.deleted()).containsExactly(SID);
  }

  @Test
  void troublePasses() throws IOException {
    api.failFor(1);

    assertThat(status("GET", SID, LOGIN)).isEqualTo(503);
    assertThat(status("GET", SID, LOGIN)).isEqualTo(200);
    assertThat(status("GET", "RE1.mp3", LOGIN)).isEqualTo(404);
  }

  private int status(String method, String file, String login) throws IOException {
    try (var answer = ask(method, file, login)) {
      return answer.code();
    }
  }

  private Response ask(String method, String file, String login) throws IOException {
    var url = api.base() + "/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Recordings/" + file;
    var request = new Request.Builder().url(url).header("Authorization", login);
    return http.newCall(request.method(method, null).build()).execute();
  }
}
