package ava.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// A model for summaries that knows at once what to write, so that what is measured around it is
/// not its own time.
final class QuickModel implements AutoCloseable {
  private static final String SUMMARY =
      """
      {"nom":null,"societe":null,"telephone":null,"adresse":null,"courriel":null,"motif":"question",\
      "categorie":"renseignement","urgence":"normale","phrase_urgence":null,"demandes":[],\
      "promesses":[],"actions":[],"rappel":{"souhaite":false,"quand":null},\
      "resume":"L’appelant a posé une question."}\
      """;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] answer;

  QuickModel() {
    var json = JsonMapper.shared().createObjectNode();
    var choice = json.putArray("choices").addObject().put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", SUMMARY);
    answer = json.toString().getBytes(StandardCharsets.UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the model of summaries", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::complete);
    server.start();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  private void complete(HttpExchange exchange) throws IOException {
    try (exchange) {
      var _ = exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
