package ava.local.image;

import static org.assertj.core.api.Assertions.assertThat;

import ava.local.LocalAva;
import ava.local.mail.Mailbox;
import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Scenarios;
import ava.simulator.socket.RealtimeSimulator;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Calls the bridge's image: the functions, the table and the model are on this machine, the bridge
/// is in its container. A main of its own, since it wants podman or docker and an image:
/// `tools/image-check.sh`.
final class ImageCall {
  private static final String TOKEN = "12345";
  private static final int TERMINATED = 143;

  private final Scenario scenario = Scenarios.load("rendez-vous");

  /// @param arguments `podman` or `docker`, and the image
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("logback.configurationFile", "logback-test.xml");
    var folder = Files.createTempDirectory("ava-image");
    new ImageCall()
        .theContainerTakesACallAndDrainsInTheMiddleOfAnother(arguments[0], arguments[1], folder);
    System.exit(0);
  }

  private void theContainerTakesACallAndDrainsInTheMiddleOfAnother(
      String engine, String image, Path folder) throws IOException, InterruptedException {
    var port = freePort();
    var given =
        Map.of(
            "BRIDGE_URL",
            "ws://127.0.0.1:" + port + "/media-stream",
            "TWILIO_AUTH_TOKEN",
            TOKEN,
            "SUMMARY_EMAIL",
            "secretariat@ava.example",
            "SUMMARY_SENDER",
            "ava@ava.example");
    try (var model =
            RealtimeSimulator.start(new ScenarioScript(scenario), Pace.USUAL, CallObserver.NOBODY);
        var ava =
            LocalAva.start(
                new LocalAva.Plan(
                    Optional.empty(), 0, given, Optional.of(model.baseUrl()), Mailbox.inMemory()));
        var twilio = new TwilioSimulator(Account.simulated(Secret.of(TOKEN)));
        var container = Container.start(engine, image, port, environment(ava, port), folder)) {
      var base = ava.settings().publicBaseUrl();

      assertThat(container.log()).contains("\"nativeTransport\":\"true\"");
      takesACall(ava, model, twilio, base);
      drains(twilio, base, container);
    }
  }

  private void takesACall(LocalAva ava, RealtimeSimulator model, TwilioSimulator twilio, URI base) {
    var report = twilio.place(CallPlan.of(base, scenario)).await();

    assertThat(report.how()).isEqualTo("HANGUP");
    assertThat(report.refused()).isEmpty();
    assertThat(report.counts().audioPlayedMs()).isPositive();
    assertThat(model.refused()).isEmpty();
    assertThat(ava.calls().turns(new CallSid(report.callSid()))).hasSizeGreaterThanOrEqualTo(8);
  }

  /// The bridge hands the call over at a quiet moment; with nobody to take it up again, the caller
  /// ends at the voicemail instead of in silence.
  private void drains(TwilioSimulator twilio, URI base, Container container)
      throws InterruptedException {
    var speaking = new CountDownLatch(1);
    var call =
        twilio.place(
            CallPlan.of(base, scenario)
                .withObserver(seen -> {
                  if (seen instanceof Observation.AvaStarts) {
                    speaking.countDown();
                  }
                }));
    assertThat(speaking.await(20, TimeUnit.SECONDS)).isTrue();

    container.terminate();

    assertThat(container.await()).isEqualTo(TERMINATED);
    var report = call.await();
    assertThat(report.webhooks()).anyMatch(w -> w.url().getPath().equals("/after-stream"));
    assertThat(report.webhooks()).allMatch(w -> w.status() / 100 == 2);
  }

  private static Map<String, String> environment(LocalAva ava, int port) {
    var environment = new HashMap<>(ava.settings().bridge());
    environment.putAll(ava.aws().environment());
    environment.put("PORT", "" + port);
    environment.keySet().retainAll(wanted());
    return environment;
  }

  /// What the template gives the container, secrets as values in place of their ARNs, and where the
  /// embedded services are; not the rest of this machine's environment.
  private static Set<String> wanted() {
    var names = new TreeSet<String>();
    var container =
        YAMLMapper.shared()
            .readTree(Path.of("..", "template.yaml"))
            .at("/Resources/BridgeTask/Properties/ContainerDefinitions/0");
    container
        .path("Environment")
        .forEach(set -> names.add(set.path("Name").asString().replaceFirst("_ARN$", "")));
    names.addAll(
        List.of(
            "AWS_ENDPOINT_URL_DYNAMODB",
            "AWS_ENDPOINT_URL_SQS",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY"));
    return names;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
