package ava.shared.twilio;

import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The TwiML documents with which Ava answers Twilio. Source: Twilio, "TwiML for Programmable
/// Voice". Safe for use by several threads.
public final class Twiml {
  /// How long a caller's stream may take from our answer to its first message.
  public static final Duration TOKEN_LIFETIME = Duration.ofMinutes(1);

  /// The longest recording in the voicemail.
  public static final Duration LONGEST_MESSAGE = Duration.ofMinutes(2);

  private static final String NO_ANSWER = "no-answer";

  /// Asks Twilio to repeat a request that fails, which by itself it does only when it cannot
  /// connect: a caller waits a little rather than hear an error. Source: Twilio, "Webhooks:
  /// connection overrides"; the fragment is not sent.
  private static final String AGAIN = "#rc=2&rp=ct,rt,5xx";

  private static final Duration TRANSFER_RINGS = Duration.ofSeconds(20);

  private final String base;
  private final Optional<URI> bridge;
  private final SignedToken streamTokens;
  private final String businessName;

  /// @param bridge where streams go; empty while no bridge is deployed, then [#connect] offers the
  ///   voicemail
  /// @param businessName as it stands in a sentence: « le cabinet »
  public Twiml(
      URI publicBaseUrl, Optional<URI> bridge, SignedToken streamTokens, String businessName) {
    this.base = publicBaseUrl.toString();
    this.bridge = bridge;
    this.streamTokens = streamTokens;
    this.businessName = businessName;
  }

  /// Whether callers can be connected to Ava at all.
  public boolean hasBridge() {
    return bridge.isPresent();
  }

  /// How a stream begins: a new call, one that goes on after its bridge was lost, or one that comes
  /// back because nobody took the transfer.
  public enum Opening {
    NEW(""),
    RESUMED(".resume"),
    TRANSFER_FAILED("." + NO_ANSWER);

    private final String signed;

    Opening(String signed) {
      this.signed = signed;
    }

    /// What the parameters `resume` and `reason` of a stream say.
    public static Opening of(String resume, String reason) {
      if (!resume.equals("1")) {
        return NEW;
      }
      return reason.equals(NO_ANSWER) ? TRANSFER_FAILED : RESUMED;
    }

    /// The subject of a stream's token, which therefore opens no stream of another kind.
    public String subject(CallSid callSid) {
      return callSid.value() + signed;
    }
  }

  /// Connects the caller with Ava.
  public String connect(CallSid callSid, PhoneNumber from, PhoneNumber to, Opening opening) {
    return connect(callSid, from, to, opening, Duration.ZERO);
  }

  /// Connects the caller with Ava after a while, for which he is asked to wait.
  ///
  /// @throws SettingsException when the secret of the stream's token cannot be read
  /// @param pause whole seconds; zero for at once
  public String connect(
      CallSid callSid, PhoneNumber from, PhoneNumber to, Opening opening, Duration pause) {
    if (bridge.isEmpty()) {
      return voicemail();
    }
    var xml = response();
    if (pause.isPositive()) {
      say(xml, "Un instant, s'il vous plaît.");
      xml.empty("Pause", "length", Long.toString(pause.toSeconds()));
    }
    xml.open("Connect", "action", base + "/after-stream" + AGAIN, "method", "POST");
    xml.open(
        "Stream",
        "url",
        bridge.get().toString(),
        "statusCallback",
        base + "/stream-status",
        "statusCallbackMethod",
        "POST");
    parameter(xml, "token", streamTokens.issue(opening.subject(callSid), TOKEN_LIFETIME));
    parameter(xml, "from", from.value());
    parameter(xml, "to", to.value());
    switch (opening) {
      case NEW -> {}
      case RESUMED -> parameter(xml, "resume", "1");
      case TRANSFER_FAILED -> {
        parameter(xml, "resume", "1");
        parameter(xml, "reason", NO_ANSWER);
      }
    }
    xml.close().close();
    say(xml, "Un incident technique est survenu. Merci de rappeler plus tard. Au revoir.");
    return xml.empty("Hangup").finish();
  }

  /// Rings another number; Twilio comes back to `/after-stream` with what became of it.
  ///
  /// @param ours the number that the other side sees; it must be one of ours at Twilio
  public String dial(PhoneNumber to, PhoneNumber ours) {
    var action = base + "/after-stream" + AGAIN;
    var timeout = Long.toString(TRANSFER_RINGS.toSeconds());
    var xml = response();
    if (ours.dialable()) {
      xml.open(
          "Dial",
          "answerOnBridge",
          "true",
          "timeout",
          timeout,
          "action",
          action,
          "method",
          "POST",
          "callerId",
          ours.value());
    } else {
      xml.open(
          "Dial", "answerOnBridge", "true", "timeout", timeout, "action", action, "method", "POST");
    }
    return xml.open("Number", "url", base + "/accept-transfer", "method", "POST")
        .text(to.value())
        .finish();
  }

  /// Asks the called party to take the call by a key; an answering machine presses none. Silence is
  /// told to `/accept-transfer/key`, too.
  public String offer(String sentence) {
    var xml = response();
    xml.open(
        "Gather",
        "input",
        "dtmf",
        "numDigits",
        "1",
        "timeout",
        "8",
        "actionOnEmptyResult",
        "true",
        "action",
        base + "/accept-transfer/key",
        "method",
        "POST");
    say(xml, sentence);
    say(xml, sentence);
    xml.close();
    return xml.empty("Hangup").finish();
  }

  /// Asks for a message and records it. Twilio sends an empty recording nowhere: what follows the
  /// recording is for the caller who said nothing.
  public String voicemail() {
    var xml = response();
    say(
        xml,
        "Vous êtes en relation avec "
            + businessName
            + ". Veuillez nous excuser, nous ne pouvons pas vous répondre pour le moment. En cas"
            + " d’urgence vitale, raccrochez et appelez le 15 ou le 112. Après le signal sonore, laissez-nous votre nom, votre numéro et votre message : il sera enregistré"
            + " et transmis.");
    xml.empty(
        "Record",
        "maxLength",
        Long.toString(LONGEST_MESSAGE.toSeconds()),
        "timeout",
        "5",
        "playBeep",
        "true",
        "action",
        base + "/voicemail" + AGAIN,
        "method",
        "POST",
        "recordingStatusCallback",
        base + "/recording" + AGAIN,
        "recordingStatusCallbackMethod",
        "POST",
        "recordingStatusCallbackEvent",
        "completed absent");
    say(xml, "Nous n'avons pas entendu de message. Merci de rappeler plus tard. Au revoir.");
    return xml.empty("Hangup").finish();
  }

  /// Thanks for a recorded message.
  public String messageTaken() {
    return farewell("Merci, votre message est enregistré. Au revoir.");
  }

  /// For the caller whose message cannot be kept.
  public String messageMissing() {
    return farewell(
        "Nous n'avons pas pu enregistrer de message. Merci de rappeler plus tard. Au revoir.");
  }

  public String hangUp() {
    return response().empty("Hangup").finish();
  }

  /// Nothing to do: the caller is gone, or the two legs are to be connected.
  public String nothing() {
    return new XmlText().empty("Response").finish();
  }

  private static String farewell(String sentence) {
    var xml = response();
    say(xml, sentence);
    return xml.empty("Hangup").finish();
  }

  private static XmlText response() {
    return new XmlText().open("Response");
  }

  private static void say(XmlText xml, String sentence) {
    xml.open("Say", "language", "fr-FR", "voice", "Polly.Lea-Neural").text(sentence).close();
  }

  private static void parameter(XmlText xml, String name, String value) {
    xml.empty("Parameter", "name", name, "value", value);
  }
}
