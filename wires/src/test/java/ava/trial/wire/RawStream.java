package ava.trial.wire;

import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/// A media stream that is opened beside Twilio, signed as Twilio's are.
final class RawStream extends WebSocketListener implements AutoCloseable {
  private final OkHttpClient http = new OkHttpClient();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  RawStream(URI url) {
    var signature = TwilioSignature.sign(Ava.TOKEN, url.toString(), List.of());
    var handshake =
        new Request.Builder().url(url.toString()).header("X-Twilio-Signature", signature).build();
    socket = http.newWebSocket(handshake, this);
  }

  /// Names a call, with a good token.
  void start(CallSid call) {
    var token =
        new SignedToken(Secret.of(Ava.STREAM_SECRET), Clock.systemUTC())
            .issue(call.value(), Duration.ofMinutes(1));
    socket.send(
        """
        {"event":"start","start":{"callSid":"%s","customParameters":{"token":"%s"}},
        "streamSid":"MZ00000000000000000000000000000009"}\
        """
            .formatted(call.value(), token));
  }

  /// Waits until the bridge closes the stream; its code.
  int closed() {
    return closed.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void onClosing(WebSocket from, int code, String reason) {
    closed.complete(code);
    from.close(1000, null);
  }

  @Override
  public void close() {
    socket.cancel();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
