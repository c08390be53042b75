package ava.local.phone;

import ava.local.machine.OwnMachine;
import ava.shared.aws.OutOfReach;
import ava.shared.call.CallSid;
import ava.shared.message.CallJson;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The routes behind the page `/phone`, for browsers on this machine only (to all others there is
/// nothing here):
///
/// - `GET /phone` and its files;
/// - `GET /phone/calls` says with which model one would speak, `POST` rings: `{"callSid":"CA…"}`;
/// - `GET /phone/calls/{callSid}`: which stream the page is to open, what was said, noted, and
///   whether it is over;
/// - a WebSocket at `/phone/streams/{streamSid}` speaks with the bridge in the protocol of Twilio's
///   media streams.
///
/// Call [#handle] on the request's event loop.
public final class PhoneDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneDesk.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CALLS = "/phone/calls";
  private static final Pattern STREAM = Pattern.compile("/phone/streams/(MZ[0-9a-f]{32})");

  /// A page that was told of a stream and does not open it is gone.
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(15);

  private static final int MOST_CALLS = 20;

  private final Place place;
  private final CallStore store;
  private final Clock clock;
  private final TwilioPost ava;
  private final PhonePages pages = new PhonePages();
  private final Map<CallSid, PhoneCall> calls = new ConcurrentHashMap<>();
  private @Nullable PhoneLine line;

  /// Where Ava is.
  ///
  /// @param here her address on this machine, `http://127.0.0.1:8081`
  /// @param publicBaseUrl the one that Twilio would ask
  /// @param bridgeUrl the one where Twilio would open streams
  /// @param twilioAuthToken with which Twilio would sign
  /// @param model the real model's name; empty when a simulator stands in for it
  public record Place(
      URI here, URI publicBaseUrl, URI bridgeUrl, Secret twilioAuthToken, Optional<String> model) {}

  public PhoneDesk(Place place, CallStore store, Clock clock) {
    this.place = place;
    this.store = store;
    this.clock = clock;
    this.ava = new TwilioPost(place.here(), place.publicBaseUrl(), place.twilioAuthToken());
  }

  /// Takes the request when it is meant for this page and comes from this machine.
  ///
  /// @return false when it is somebody else's; it is left as it was
  public boolean handle(HttpServerRequest request) {
    var path = Optional.ofNullable(request.path()).orElse("");
    if (!path.equals("/phone") && !path.startsWith("/phone/")) {
      return false;
    }
    var stream = STREAM.matcher(path);
    if (stream.matches()) {
      return OwnMachine.acts(request) && open(request, stream.group(1));
    }
    if (request.method().name().equals("POST")) {
      return path.equals(CALLS) && OwnMachine.acts(request) && ring(request);
    }
    if (!request.method().name().equals("GET") || !OwnMachine.reads(request)) {
      return false;
    }
    PhonePages.guard(request.response(), OwnMachine.host(request));
    if (path.equals(CALLS)) {
      send(request, 200, facts().toString());
      return true;
    }
    return path.startsWith(CALLS + "/")
        ? tell(request, path.substring(CALLS.length() + 1))
        : pages.answer(path, request.response());
  }

  private boolean ring(HttpServerRequest request) {
    PhonePages.guard(request.response(), OwnMachine.host(request));
    calls.values().removeIf(known -> calls.size() >= MOST_CALLS && known.progress().over());
    if (calls.size() >= MOST_CALLS) {
      var _ = request.response().setStatusCode(503).end();
      return true;
    }
    var call = new PhoneCall(ava, clock);
    calls.put(call.callSid(), call);
    LOG.atInfo().addKeyValue("callSid", call.callSid().value()).log("the page calls");
    answer(
        request,
        () -> {
          call.ring();
          return facts().put("callSid", call.callSid().value());
        });
    watch(call, Vertx.currentContext());
    return true;
  }

  private static void watch(PhoneCall call, Context loop) {
    loop.owner().setTimer(OPENS_WITHIN.toMillis(), _ -> beside(call::pageIsGone));
  }

  /// What is true of every call.
  private ObjectNode facts() {
    var facts = JSON.createObjectNode().put("accountSid", PhoneCall.ACCOUNT);
    place.model().ifPresent(model -> facts.put("model", model));
    return facts;
  }

  private boolean tell(HttpServerRequest request, String named) {
    var call = CallSid.parse(named).map(calls::get);
    call.ifPresent(known -> answer(request, () -> progress(known)));
    return call.isPresent();
  }

  private ObjectNode progress(PhoneCall call) {
    var progress = call.progress();
    var node = facts().put("callSid", call.callSid().value()).put("over", progress.over());
    progress.stream()
        .ifPresent(stream -> {
          var parameters =
              node.putObject("stream")
                  .put("streamSid", stream.streamSid())
                  .putObject("customParameters");
          stream.parameters().forEach(parameters::put);
        });
    var said = node.putArray("said");
    progress.said().forEach(said::add);
    var turns = node.putArray("turns");
    store.turns(call.callSid()).forEach(turn -> turns.add(CallJson.turn(turn)));
    store.find(call.callSid()).ifPresent(known -> node.set("call", CallJson.call(known)));
    return node;
  }

  private boolean open(HttpServerRequest request, String streamSid) {
    var loop = Vertx.currentContext();
    var call =
        Optional.of(request)
            .filter(asked -> "websocket".equalsIgnoreCase(asked.getHeader("Upgrade")))
            .flatMap(_ -> calls.values().stream().filter(c -> c.opens(streamSid)).findFirst());
    call.ifPresent(known ->
        line()
            .open(
                request,
                how -> {
                  beside(() -> known.streamEnded(streamSid, how));
                  watch(known, loop);
                }));
    return call.isPresent();
  }

  private PhoneLine line() {
    if (line == null) {
      var streams = place.bridgeUrl();
      var here =
          URI.create(place.here().toString().replaceFirst("^http", "ws") + streams.getRawPath());
      line = new PhoneLine(Vertx.currentContext().owner(), here, ava.signature(streams.toString()));
    }
    return line;
  }

  /// Answers with what is found on a thread that may wait.
  private static void answer(HttpServerRequest request, Supplier<ObjectNode> found) {
    var loop = Vertx.currentContext();
    beside(() -> {
      try {
        var json = found.get().toString();
        loop.runOnContext(_ -> send(request, 200, json));
      } catch (OutOfReach e) {
        LOG.atWarn().setCause(e).log("the table does not answer the page");
        loop.runOnContext(_ -> send(request, 503, "{}"));
      } catch (RejectedExecutionException e) {
        LOG.atDebug().setCause(e).log("closed before the page had its answer");
      }
    });
  }

  private static void send(HttpServerRequest request, int status, String json) {
    var response = request.response().setStatusCode(status);
    var _ = response.putHeader("Content-Type", "application/json").end(json);
  }

  private static void beside(Runnable task) {
    Thread.ofVirtual().name("phone").start(task);
  }

  @Override
  public void close() {
    ava.close();
  }
}
