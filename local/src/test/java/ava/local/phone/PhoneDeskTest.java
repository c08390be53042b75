package ava.local.phone;

import static org.assertj.core.api.Assertions.assertThat;

import ava.local.LocalAva;
import ava.local.mail.Mailbox;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Scenarios;
import ava.simulator.socket.RealtimeSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come to the page's routes: raw requests, since a client would not send them all.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class PhoneDeskTest {
  private static final String[] UPGRADE = {
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  };

  private final RealtimeSimulator model =
      RealtimeSimulator.start(
          new ScenarioScript(Scenarios.load("rendez-vous")), Pace.FAST, CallObserver.NOBODY);
  private Optional<LocalAva> started = Optional.empty();

  @BeforeAll
  void start() {
    var given = Map.of("PUBLIC_BASE_URL", "https://ava.example");
    var plan =
        new LocalAva.Plan(
            Optional.empty(), 0, given, Optional.of(model.baseUrl()), Mailbox.inMemory());
    started = Optional.of(LocalAva.start(plan));
  }

  @AfterAll
  void stop() {
    started.ifPresent(LocalAva::close);
    model.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void thisMachineReadsThePage(String host) throws IOException {
    var answer = ask("GET /phone HTTP/1.1", "Host: " + host + ":" + port());

    assertThat(answer).startsWith("HTTP/1.1 200").contains("Parler à Ava");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .contains(
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';",
            "connect-src 'self' ws://" + host + ":" + port(),
            "frame-ancestors 'none'",
            "permissions-policy: microphone=(self)",
            "cache-control: no-store",
            "x-content-type-options: nosniff");
  }

  static Stream<String> strangers() {
    return Stream.of(
        "Host: ava.example",
        "Host: xxxx.ngrok.app",
        "Host: 127.0.0.1.evil.example",
        "Host: evil.example:8081",
        "Host: localhost\r\nX-Forwarded-For: 203.0.113.7",
        "Host: localhost\r\nX-Forwarded-Host: ava.example",
        "Host: localhost\r\nForwarded: for=203.0.113.7",
        "Host: localhost\r\nVia: 1.1 proxy",
        "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site",
        "Host: 127.0.0.1\r\nSec-Fetch-Site: same-site");
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void strangerFindsNothing(String headers) throws IOException {
    var origin = "Origin: http://" + headers.replaceFirst("(?s)^Host: (\\S+).*", "$1");
    assertThat(ask("GET /phone HTTP/1.1", headers)).startsWith("HTTP/1.1 404");
    assertThat(ask("GET /phone/phone.js HTTP/1.1", headers)).startsWith("HTTP/1.1 404");
    assertThat(ask("GET /phone/calls HTTP/1.1", headers)).startsWith("HTTP/1.1 404");
    assertThat(ask("POST /phone/calls HTTP/1.1", headers, origin, "Content-Length: 0"))
        .startsWith("HTTP/1.1 404");
  }

  /// A page of somebody else's, open in the owner's browser.
  @ParameterizedTest
  @ValueSource(
      strings = {"", "Origin: null", "Origin: https://evil.example", "Origin: http://127.0.0.1"})
  void foreignPageMakesNoCall(String origin) throws IOException {
    var host = "Host: 127.0.0.1:" + port();

    assertThat(ask("POST /phone/calls HTTP/1.1", host, origin, "Content-Length: 0"))
        .startsWith("HTTP/1.1 404");
    var stream = "GET /phone/streams/MZ00000000000000000000000000000001 HTTP/1.1";
    assertThat(ask(stream, host, origin, String.join("\r\n", UPGRADE))).startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /phone/calls/CA00000000000000000000000000000001",
        "GET /phone/calls/nothing",
        "GET /phone/",
        "GET /phone/../phone/phone.js",
        "GET /phone/%2e%2e/mailbox",
        "GET /phone/package-info.class",
        "GET /phoney",
        "PUT /phone",
        "DELETE /phone/calls",
        "GET /phone/streams/MZ00000000000000000000000000000001"
      })
  void whatIsNotThereIsNotFound(String line) throws IOException {
    var host = "127.0.0.1:" + port();

    assertThat(ask(line + " HTTP/1.1", "Host: " + host, "Origin: http://" + host))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void ownPageCallsAndIsToldOfItsStream() throws IOException {
    var host = "127.0.0.1:" + port();
    var rung =
        ask(
            "POST /phone/calls HTTP/1.1",
            "Host: " + host,
            "Origin: http://" + host,
            "Content-Length: 0");
    assertThat(rung).startsWith("HTTP/1.1 200");
    var callSid = rung.replaceFirst("(?s).*\"callSid\":\"(CA[0-9a-f]{32})\".*", "$1");

    assertThat(ask("GET /phone/calls/" + callSid + " HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 200")
        .contains("\"streamSid\":\"MZ", "\"token\":\"", "\"over\":false")
        .doesNotContain("\"model\":\"");
  }

  private int port() {
    return started.orElseThrow().settings().here().getPort();
  }

  private String ask(String line, String... headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      var head =
          Stream.of(headers)
              .filter(header -> !header.isEmpty())
              .map(String::strip)
              .collect(Collectors.joining("\r\n"));
      var request =
          line
              + "\r\n"
              + head
              + "\r\n"
              + (head.contains("Upgrade") ? "" : "Connection: close\r\n")
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return head.contains("Upgrade")
          ? answer.readLine()
          : answer.lines().collect(Collectors.joining("\n"));
    }
  }
}
