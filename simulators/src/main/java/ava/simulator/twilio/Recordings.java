package ava.simulator.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Twilio's API of recordings: every recording of the account is there until it is deleted, and
/// asks for the account's login. Source: Twilio, "Recordings resource". Safe for several threads.
public final class Recordings {
  private static final Pattern RECORDING =
      Pattern.compile(
          "/2010-04-01/Accounts/(AC[0-9a-f]{32})/Recordings/(RE[0-9a-f]{32})(|\\.mp3|\\.wav|\\.json)");

  private final Account account;
  private final byte[] sound;
  private final String login;
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger notYet = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();

  /// An answer of the API.
  public static final class Answer {
    private final int status;
    private final String type;
    private final byte[] body;

    private Answer(int status, String type, byte[] body) {
      this.status = status;
      this.type = type;
      this.body = body;
    }

    public int status() {
      return status;
    }

    /// `Content-Type`; empty without a body.
    public String type() {
      return type;
    }

    public byte[] body() {
      return body.clone();
    }
  }

  /// @param sound what every recording holds
  public Recordings(Account account, byte[] sound) {
    this.account = account;
    this.sound = sound.clone();
    var pair = account.sid() + ":" + account.authToken().value().split(",")[0];
    this.login =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /// The next requests for a file find none yet.
  public void notReadyFor(int requests) {
    notYet.set(requests);
  }

  /// The next requests are answered with 503.
  public void failFor(int requests) {
    failing.set(requests);
  }

  /// The SIDs of the recordings that were deleted.
  public Set<String> deleted() {
    return Set.copyOf(deleted);
  }

  /// @param authorization the header, empty without
  public Answer answer(String method, String path, String authorization) {
    var asked = RECORDING.matcher(path);
    if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return refusal(503, 20503);
    }
    if (!asked.matches() || !asked.group(1).equals(account.sid())) {
      return refusal(404, 20404);
    }
    return authorization.equals(login)
        ? recording(method, asked.group(2), asked.group(3))
        : refusal(401, 20003);
  }

  private Answer recording(String method, String sid, String kind) {
    if (deleted.contains(sid)) {
      return refusal(404, 20404);
    }
    if (method.equals("DELETE")) {
      deleted.add(sid);
      return new Answer(204, "", new byte[0]);
    }
    return notYet.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? refusal(404, 20404)
        : new Answer(200, kind.equals(".mp3") ? "audio/mpeg" : "audio/x-wav", sound);
  }

  private static Answer refusal(int status, int code) {
    var body =
        "<TwilioResponse><RestException><Code>" + code + "</Code></RestException></TwilioResponse>";
    return new Answer(status, "application/xml", body.getBytes(StandardCharsets.UTF_8));
  }
}
