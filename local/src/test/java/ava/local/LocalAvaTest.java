package ava.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ava.local.issuer.LocalBrowser;
import ava.local.mail.Mailbox;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.SummaryState;
import ava.shared.settings.Secret;
import ava.shared.twilio.TwilioSignature;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.ToolCall;
import ava.simulator.scenario.When;
import ava.simulator.socket.RealtimeSimulator;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole of Ava in this process, once for all tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class LocalAvaTest {
  private static final String GREETING = "Bonjour, ici Ava, une intelligence artificielle.";
  private static final Scenario SCENARIO =
      new Scenario(
          "court",
          "Un appel très court",
          "+33612345678",
          "+33199001234",
          "Cabinet",
          List.of(
              says(GREETING, List.of(), List.of()),
              new Step.CallerSays(
                  "Rappelez-moi.",
                  Clip.hum("Rappelez-moi."),
                  new When.After(Duration.ofMillis(100)),
                  Optional.empty()),
              says(
                  "Au revoir.",
                  List.of(
                      new ToolCall(
                          "noter_message",
                          "{\"nom\":\"Claire Dubois\",\"motif\":\"être rappelée\"}")),
                  List.of(new ToolCall("raccrocher", "{}")))),
          List.of(),
          "GOODBYE");

  private final OkHttpClient http =
      new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(2)).build();
  private final RealtimeSimulator model =
      RealtimeSimulator.start(new ScenarioScript(SCENARIO), Pace.FAST, CallObserver.NOBODY);
  private final Mailbox mail = Mailbox.inMemory();
  private Optional<LocalAva> started = Optional.empty();

  private static Step.AvaSays says(String text, List<ToolCall> before, List<ToolCall> after) {
    return new Step.AvaSays(text, Optional.empty(), before, after);
  }

  @BeforeAll
  void start() {
    var given =
        Map.of(
            "AVA_GREETING_MESSAGE", GREETING,
            "SUMMARY_EMAIL", "secretariat@ava.example",
            "SUMMARY_SENDER", "ava@ava.example",
            "OPENAI_API_KEY", "must not be used");
    started =
        Optional.of(
            LocalAva.start(
                new LocalAva.Plan(Optional.empty(), 0, given, Optional.of(model.baseUrl()), mail)));
  }

  @AfterAll
  void stop() {
    started.ifPresent(LocalAva::close);
    model.close();
  }

  @Test
  void callGoesFromTheRingToTheEmail() {
    try (var twilio =
        new TwilioSimulator(Account.simulated(Secret.of(ava().settings().twilioAuthToken())))) {
      var report = twilio.place(CallPlan.of(ava().settings().publicBaseUrl(), SCENARIO)).await();

      var callSid = new CallSid(report.callSid());
      var record = finished(callSid);
      assertThat(report.how()).isEqualTo("HANGUP");
      assertThat(report.refused()).isEmpty();
      assertThat(model.refused()).isEmpty();
      assertThat(record.endReason()).contains(EndReason.GOODBYE);
      assertThat(ava().calls().turns(callSid))
          .extracting(turn -> turn.speaker() + " " + turn.text())
          .containsExactly(
              Speaker.AVA + " " + GREETING,
              Speaker.CALLER + " Rappelez-moi.",
              Speaker.AVA + " Au revoir.");
      assertThat(record.summary().map(CallRecord.Summary::state)).contains(SummaryState.SENT);
      assertThat(record.summary().map(CallRecord.Summary::json).orElse(""))
          .contains("\"source\":\"extract\"");
      assertThat(mail.mails()).hasSize(1);
      assertThat(mail.mails().getFirst().html()).contains("Claire Dubois");
    }
  }

  @Test
  void healthAndPublicAddressAreTold() throws java.io.IOException {
    try (var health = get("/healthz", Map.of());
        var address = get("/public-url", Map.of())) {
      assertThat(health.code()).isEqualTo(200);
      assertThat(health.body().string()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(address.body().string()).contains(ava().settings().publicBaseUrl().toString());
    }
  }

  @Test
  void unsignedWebhookIsRefused() throws java.io.IOException {
    try (var answer = twiml("")) {
      assertThat(answer.code()).isEqualTo(403);
      assertThat(answer.body().string()).isEmpty();
    }
  }

  @Test
  void signedWebhookIsAnswered() throws java.io.IOException {
    var fields =
        List.of(
            Map.entry("CallSid", "CA00000000000000000000000000000099"),
            Map.entry("From", "+33612345678"),
            Map.entry("To", "+33199001234"));
    var signature =
        TwilioSignature.sign(
            ava().settings().twilioAuthToken(),
            ava().settings().publicBaseUrl() + "/twiml",
            fields);

    try (var answer = twiml(signature)) {
      assertThat(answer.code()).isEqualTo(200);
      assertThat(answer.body().string()).contains("<Connect", "<Stream", "/media-stream");
    }
  }

  @Test
  void pageIsOpenAndTellsNothing() throws java.io.IOException {
    try (var page = get("/dashboard", Map.of());
        var calls = get("/api/inbox", Map.of())) {
      assertThat(page.code()).isEqualTo(200);
      assertThat(page.body().string()).contains("<html lang=\"fr\"");
      assertThat(calls.code()).isEqualTo(401);
    }
  }

  @Test
  void voicemailIsPlayedToWhoSignedIn() throws java.io.IOException {
    var call = new CallSid("CA00000000000000000000000000000098");
    var path = "/api/calls/" + call + "/recording";
    var audio = new byte[400_000];
    new Random(7).nextBytes(audio);
    ava().calls().keep(call, new Recording.Audio("audio/mpeg", audio));
    var token =
        "Bearer "
            + new LocalBrowser(ava().settings().here())
                .signIn("ava", ava().settings().localPassword());

    try (var stranger = get(path, Map.of());
        var owner = get(path, Map.of("Authorization", token));
        var player = get(path, Map.of("Authorization", token, "Range", "bytes=399999-"))) {
      assertThat(stranger.code()).isEqualTo(401);
      assertThat(owner.code()).isEqualTo(200);
      assertThat(owner.header("Content-Type")).isEqualTo("audio/mpeg");
      assertThat(owner.header("Content-Length")).isEqualTo("400000");
      assertThat(owner.header("Cache-Control")).isEqualTo("no-store");
      assertThat(owner.body().bytes()).isEqualTo(audio);
      assertThat(player.code()).isEqualTo(206);
      assertThat(player.body().bytes()).containsExactly(audio[399_999]);
    }
  }

  @Test
  void nothingListensToNeighboursButOurPort() throws java.io.IOException {
    assumeThat(Path.of("/proc/self/net/tcp")).exists();
    var ours = ava().settings().publicBaseUrl().getPort();

    assertThat(listening())
        .isNotEmpty()
        .allSatisfy(at -> assertThat(at).matches(".*0100007F:.*|.*:" + "%04X".formatted(ours)));
  }

  /// Where this process listens, as the kernel writes it: address and port in hexadecimal.
  private static List<String> listening() throws java.io.IOException {
    var found = new ArrayList<String>();
    for (var table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (var line : Files.readAllLines(Path.of(table))) {
        var columns = line.strip().split("\\s+");
        if (columns[3].equals("0A") && sockets().contains("socket:[" + columns[9] + "]")) {
          found.add(columns[1]);
        }
      }
    }
    return found;
  }

  private static Set<String> sockets() throws java.io.IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.map(LocalAvaTest::target).collect(Collectors.toSet());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (java.io.IOException _) {
      return "closed meanwhile";
    }
  }

  /// One request as bytes, and the first line of its answer.
  @ParameterizedTest
  @MethodSource("malformedRequests")
  void noMalformedRequestHangsItsConnection(String request) throws java.io.IOException {
    var address = ava().settings().publicBaseUrl();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answer.readLine()).matches("HTTP/\\d.\\d [45]\\d\\d .*");
    }
  }

  static Stream<String> malformedRequests() {
    var random = new Random(20261125);
    var queries =
        Stream.concat(
            Stream.of("x=%", "%", "%zz", "x=%e", "a=1&b=%%", "%=x", "x=%C3%", "ticket=%"),
            Stream.generate(() -> garbage(random) + "%").limit(40));
    var paths =
        List.of("/twiml", "/after-stream", "/api/calls", "/nothing", "/%", "/api/calls/%G1");
    var upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    var key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    var byQuery =
        queries.flatMap(query ->
            Stream.concat(
                paths.stream()
                    .map(path -> "GET " + path + "?" + query + " HTTP/1.1\r\nHost: h\r\n"),
                Stream.of("/live", "/media-stream")
                    .map(path ->
                        "GET " + path + "?" + query + " HTTP/1.1\r\nHost: h\r\n" + upgrade + key)));
    var others =
        Stream.of(
            "GET /twiml HTTP/9.9\r\nHost: h\r\n",
            "GET\r\n",
            "PUT /twiml HTTP/1.1\r\nHost: h\r\n",
            "FLY /auth/login HTTP/1.1\r\nHost: h\r\n",
            "GET /api/inbox HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %%%\r\n",
            "GET /api/calls HTTP/1.1\r\nHost: h\r\nAuthorization: \u00ff\u00fe\r\n",
            "POST /twiml HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n",
            "POST /twiml HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n",
            "GET /twiml HTTP/1.1\r\nHost: h\r\nno colon here\r\n",
            "GET /twiml HTTP/1.1\r\nHost: h\r\nX: " + "y".repeat(20_000) + "\r\n",
            "GET /" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n");
    var bodies =
        Stream.generate(() -> garbage(random))
            .limit(20)
            .map(body ->
                "POST /after-stream HTTP/1.1\r\nHost: h\r\nContent-Type:"
                    + " application/x-www-form-urlencoded\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body);
    return Stream.concat(Stream.concat(byQuery, others).map(head -> head + "\r\n"), bodies);
  }

  /// Bytes that may stand in a request line.
  private static String garbage(Random random) {
    return random
        .ints(1 + random.nextInt(30), '!', 0x7f)
        .filter(letter -> letter != '#')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private LocalAva ava() {
    return started.orElseThrow();
  }

  private CallRecord finished(CallSid callSid) {
    var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    var record = ava().calls().find(callSid).orElseThrow();
    while (record.summary().filter(s -> s.state() == SummaryState.SENT).isEmpty()
        && System.nanoTime() < until) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      record = ava().calls().find(callSid).orElseThrow();
    }
    return record;
  }

  private Response twiml(String signature) throws java.io.IOException {
    var form =
        new FormBody.Builder()
            .add("CallSid", "CA00000000000000000000000000000099")
            .add("From", "+33612345678")
            .add("To", "+33199001234")
            .build();
    return http.newCall(
            new Request.Builder()
                .url(ava().settings().publicBaseUrl() + "/twiml")
                .header("X-Twilio-Signature", signature)
                .post(form)
                .build())
        .execute();
  }

  private Response get(String path, Map<String, String> headers) throws java.io.IOException {
    var request = new Request.Builder().url(ava().settings().publicBaseUrl() + path);
    headers.forEach(request::header);
    return http.newCall(request.build()).execute();
  }
}
