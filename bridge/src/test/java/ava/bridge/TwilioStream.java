package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml.Opening;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/// Twilio's end of a stream.
final class TwilioStream extends WebSocketListener {
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  TwilioStream(OkHttpClient client, Bridge to) {
    var handshake =
        new Request.Builder()
            .url("http://127.0.0.1:" + to.port() + "/media-stream")
            .header(
                "X-Twilio-Signature",
                TwilioSignature.sign("twilio", BridgesOnLocalAws.URL, List.of()))
            .build();
    socket = client.newWebSocket(handshake, this);
  }

  /// Names a call; the token that was good for it.
  String start(CallSid call, Opening opening) {
    var token =
        new SignedToken(Secret.of("stream"), Clock.systemUTC())
            .issue(opening.subject(call), Duration.ofMinutes(1));
    start(call, opening, token);
    return token;
  }

  void start(CallSid call, Opening opening, String token) {
    send(
        """
        {"event":"start","start":{"callSid":"%s","customParameters":{"token":"%s","resume":"%s"}},
        "streamSid":"MZ00000000000000000000000000000009"}\
        """
            .formatted(call, token, opening == Opening.NEW ? "" : "1"));
  }

  void stop() {
    send("{\"event\":\"stop\"}");
  }

  private void send(String text) {
    assertThat(socket.send(text)).isTrue();
  }

  int closed() throws Exception {
    return closed.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void onClosing(WebSocket from, int code, String reason) {
    closed.complete(code);
    from.close(1000, null);
  }

  @Override
  public void onFailure(WebSocket from, Throwable why, @Nullable Response response) {
    closed.completeExceptionally(why);
  }
}
