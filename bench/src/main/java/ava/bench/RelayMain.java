package ava.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The floor: what the bridge's library costs when it only passes audio on, with a mark each 200
/// ms. It knows no greeting, takes no notes and forgives nothing.
public final class RelayMain {
  private static final int FRAMES_PER_MARK = 10;

  private RelayMain() {}

  public static void main(String[] arguments) {
    var environment = System.getenv();
    var model = URI.create(environment.getOrDefault("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));
    var vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    var client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setTcpNoDelay(true).setMaxConnections(10_000));
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(request -> answer(request, client, model))
        .listen(Integer.parseInt(environment.getOrDefault("PORT", "8080")))
        .onFailure(e -> {
          System.err.println("relay: " + e);
          System.exit(1);
        });
  }

  private static void answer(HttpServerRequest request, WebSocketClient client, URI model) {
    if ("/media-stream".equals(request.path())) {
      request.toWebSocket().onSuccess(caller -> new Relay(caller).connect(client, model));
    } else {
      request.response().end("{}");
    }
  }

  /// One call.
  private static final class Relay {
    private final ServerWebSocket caller;
    private final List<String> early = new ArrayList<>();
    private @Nullable WebSocket session;
    private String streamSid = "";
    private String response = "";
    private int frames;

    Relay(ServerWebSocket caller) {
      this.caller = caller;
      caller.textMessageHandler(this::said);
    }

    void connect(WebSocketClient client, URI model) {
      var to = model.toString().replaceFirst("^http", "ws") + "/realtime?model=gpt-realtime-2.1";
      client
          .connect(
              new WebSocketConnectOptions()
                  .setAbsoluteURI(to)
                  .addHeader("Authorization", "Bearer none"))
          .onSuccess(this::opened)
          .onFailure(_ -> caller.close());
      caller.closeHandler(_ -> {
        if (session != null) {
          session.close();
        }
      });
    }

    private void opened(WebSocket socket) {
      session = socket;
      socket.textMessageHandler(this::answered);
      socket.writeTextMessage(
          """
          {"type":"session.update","session":{"type":"realtime","audio":{"input":{\
          "turn_detection":{"type":"server_vad","create_response":true}}}}}\
          """);
      early.forEach(socket::writeTextMessage);
      early.clear();
    }

    private void said(String text) {
      var payload = between(text, "\"payload\":\"");
      if (!payload.isEmpty()) {
        var append = "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + payload + "\"}";
        if (session == null) {
          early.add(append);
        } else {
          session.writeTextMessage(append);
        }
      } else if (text.contains("\"start\"")) {
        streamSid = between(text, "\"streamSid\":\"");
      }
    }

    private void answered(String text) {
      if (text.contains("\"response.output_audio.delta\"")) {
        response = between(text, "\"item_id\":\"");
        caller.writeTextMessage(
            "{\"event\":\"media\",\"streamSid\":\""
                + streamSid
                + "\",\"media\":{\"payload\":\""
                + between(text, "\"delta\":\"")
                + "\"}}");
        frames++;
        if (frames % FRAMES_PER_MARK == 0) {
          caller.writeTextMessage(
              "{\"event\":\"mark\",\"streamSid\":\""
                  + streamSid
                  + "\",\"mark\":{\"name\":\"m"
                  + frames
                  + "\"}}");
        }
      } else if (text.contains("\"input_audio_buffer.speech_started\"") && session != null) {
        caller.writeTextMessage("{\"event\":\"clear\",\"streamSid\":\"" + streamSid + "\"}");
        session.writeTextMessage(
            "{\"type\":\"conversation.item.truncate\",\"item_id\":\""
                + response
                + "\",\"content_index\":0,\"audio_end_ms\":"
                + frames * 20
                + "}");
      }
    }

    private static String between(String text, String name) {
      var at = text.indexOf(name);
      var from = at + name.length();
      return at < 0 ? "" : text.substring(from, text.indexOf('"', from));
    }
  }
}
