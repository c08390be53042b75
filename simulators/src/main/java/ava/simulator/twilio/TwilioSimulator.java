package ava.simulator.twilio;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/// Twilio with a caller's telephone: places calls to any Ava by her webhooks, obeys her TwiML and
/// streams real-time audio. Strict: what Twilio would warn about is in the report as refused.
///
/// Safe for several threads. A call has a thread of its own, where its [Caller] and its observer
/// are asked. [#close] hangs up and waits; OkHttp's shared daemon threads end by themselves when
/// idle.
public final class TwilioSimulator implements AutoCloseable {
  /// Twilio's limit for a webhook.
  private static final Duration WEBHOOK = Duration.ofSeconds(15);

  private final Account account;
  private final Sids sids = new Sids();
  private final BridgeMessage.Reader reader = new BridgeMessage.Reader();
  private final Map<String, PlacedCall> calls = new ConcurrentHashMap<>();
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectTimeout(Duration.ofSeconds(5))
          .readTimeout(WEBHOOK)
          .callTimeout(WEBHOOK)
          .addInterceptor(chain -> chain.proceed(asTwilio(chain.request())))
          .build();

  public TwilioSimulator(Account account) {
    this.account = account;
  }

  /// Places a call and returns at once.
  public PlacedCall place(CallPlan plan) {
    var callSid = sids.next("CA");
    var run = new CallRun(plan, account, http, reader, sids, callSid);
    var report = new CompletableFuture<CallReport>();
    var call = new PlacedCall(callSid, run, report);
    calls.put(callSid, call);
    Thread.ofPlatform()
        .daemon()
        .name("call-" + callSid.substring(2, 8))
        .start(() -> {
          try {
            report.complete(run.run());
          } catch (RuntimeException | Error e) {
            report.completeExceptionally(e);
          } finally {
            calls.remove(callSid);
          }
        });
    return call;
  }

  /// How many calls are going on.
  public int calls() {
    return calls.size();
  }

  @Override
  public void close() {
    var open = calls.values().stream().toList();
    open.forEach(PlacedCall::hangUp);
    open.forEach(call -> call.report().exceptionally(_ -> null).join());
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /// Without what OkHttp adds and Twilio does not send: above all no offer of compression.
  private static Request asTwilio(Request request) {
    return request.newBuilder().removeHeader("Sec-WebSocket-Extensions").build();
  }
}
