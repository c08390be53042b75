package ava.summary.voicemail;

import ava.shared.call.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Twilio's recordings, without a network: every request of its client ends here.
public final class FakeTwilio implements Interceptor {
  public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
  public static final String SID = "RE0123456789abcdef0123456789abcdef";
  public static final String URL =
      "https://api.twilio.com/2010-04-01/Accounts/" + ACCOUNT + "/Recordings/" + SID;

  public final List<String> requests = new ArrayList<>();
  public String token = "token";
  public int status = 200;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  public OkHttpClient client() {
    return new OkHttpClient.Builder().addInterceptor(this).build();
  }

  public RecordingSource source(String tokens) {
    return new RecordingSource(client(), ava.shared.settings.Secret.of(tokens));
  }

  /// What Twilio's callback tells of a recording that can be fetched.
  public static Recording told() {
    return new Recording(URL, SID, ACCOUNT, Optional.of(Recording.Status.COMPLETED));
  }

  public void has(byte[] bytes) {
    files.put(SID, bytes);
  }

  public boolean has() {
    return files.containsKey(SID);
  }

  @Override
  public Response intercept(Chain chain) {
    var request = chain.request();
    requests.add(request.method() + " " + request.url());
    var genuine = Credentials.basic(ACCOUNT, token).equals(request.header("Authorization"));
    var bytes = files.get(SID);
    var code = !genuine ? 401 : status != 200 ? status : bytes == null ? 404 : 200;
    if (code == 200 && request.method().equals("DELETE")) {
      files.remove(SID);
      code = 204;
    }
    var body = code == 200 && bytes != null ? bytes : new byte[0];
    return answer(chain, code, ResponseBody.create(body, MediaType.get("audio/mpeg")));
  }

  static Response answer(Chain chain, int code, ResponseBody body) {
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(code)
        .message("")
        .body(body)
        .build();
  }
}
