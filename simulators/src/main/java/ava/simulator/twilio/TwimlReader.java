package ava.simulator.twilio;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads TwiML as strictly as Twilio's documentation: what it does not know is refused, not
/// ignored. Source: Twilio, "TwiML Voice".
final class TwimlReader {
  private static final int LONGEST_PARAMETER = 500;

  /// It takes longer to make one than to read a document. Guarded by itself.
  private static final DocumentBuilder PARSER = parser();

  private static final Set<String> NONE = Set.of();
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("Response", NONE),
          Map.entry("Say", Set.of("voice", "language", "loop")),
          Map.entry("Pause", Set.of("length")),
          Map.entry("Hangup", NONE),
          Map.entry(
              "Gather",
              Set.of(
                  "input",
                  "action",
                  "method",
                  "timeout",
                  "finishOnKey",
                  "numDigits",
                  "actionOnEmptyResult",
                  "language")),
          Map.entry("Reject", Set.of("reason")),
          Map.entry("Redirect", Set.of("method")),
          Map.entry("Connect", Set.of("action", "method")),
          Map.entry(
              "Stream",
              Set.of(
                  "url",
                  "name",
                  "track",
                  "statusCallback",
                  "statusCallbackMethod",
                  "connectorName")),
          Map.entry("Parameter", Set.of("name", "value")),
          Map.entry(
              "Dial",
              Set.of(
                  "action",
                  "method",
                  "timeout",
                  "timeLimit",
                  "callerId",
                  "answerOnBridge",
                  "hangupOnStar",
                  "record",
                  "ringTone",
                  "recordingStatusCallback")),
          Map.entry(
              "Number",
              Set.of(
                  "url",
                  "method",
                  "sendDigits",
                  "statusCallback",
                  "statusCallbackEvent",
                  "statusCallbackMethod")),
          Map.entry(
              "Record",
              Set.of(
                  "action",
                  "method",
                  "timeout",
                  "maxLength",
                  "finishOnKey",
                  "playBeep",
                  "trim",
                  "recordingStatusCallback",
                  "recordingStatusCallbackMethod",
                  "recordingStatusCallbackEvent",
                  "transcribe",
                  "transcribeCallback")));

  /// An error of the document.
  ///
  /// @param code Twilio's
  record Fault(int code, String reason) {}

  private final Consumer<Fault> faults;

  private TwimlReader(Consumer<Fault> faults) {
    this.faults = faults;
  }

  /// The verbs of a document; nothing when it is no TwiML at all.
  static Optional<List<Verb>> read(String xml, Consumer<Fault> faults) {
    try {
      var root = parsed(xml).getDocumentElement();
      if (!root.getTagName().equals("Response")) {
        faults.accept(new Fault(12100, "the root is <" + root.getTagName() + ">, not <Response>"));
        return Optional.empty();
      }
      return Optional.of(new TwimlReader(faults).verbs(root));
    } catch (SAXException e) {
      faults.accept(new Fault(12100, "not XML: " + e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("from memory", e);
    }
  }

  private static Document parsed(String xml) throws SAXException, IOException {
    synchronized (PARSER) {
      return PARSER.parse(new InputSource(new StringReader(xml)));
    }
  }

  private static DocumentBuilder parser() {
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var parser = factory.newDocumentBuilder();
      parser.setErrorHandler(null);
      return parser;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK can parse XML", e);
    }
  }

  private List<Verb> verbs(Element root) {
    checkAttributes(root);
    var verbs = new ArrayList<Verb>();
    for (var element : children(root)) {
      checkAttributes(element);
      verb(element).ifPresent(verbs::add);
    }
    return verbs;
  }

  private Optional<Verb> verb(Element element) {
    var method = attribute(element, "method").orElse("POST");
    return switch (element.getTagName()) {
      case "Say" -> Optional.of(new Verb.Say(element.getTextContent().strip()));
      case "Pause" -> Optional.of(new Verb.Pause(seconds(element)));
      case "Hangup" -> Optional.of(new Verb.Hangup());
      case "Reject" -> Optional.of(new Verb.Reject());
      case "Redirect" -> Optional.of(new Verb.Redirect(element.getTextContent().strip(), method));
      case "Record" ->
          Optional.of(
              new Verb.RecordVoice(
                  attribute(element, "action"),
                  method,
                  attribute(element, "recordingStatusCallback")));
      case "Dial" -> Optional.of(dial(element, method));
      case "Gather" -> Optional.of(gather(element, method));
      case "Connect" -> connect(element, method);
      default -> refuse(12200, "<" + element.getTagName() + "> is not known here");
    };
  }

  private Verb dial(Element dial, String method) {
    var numbers = children(dial);
    numbers.forEach(this::checkAttributes);
    var number = numbers.isEmpty() ? dial.getTextContent() : numbers.getFirst().getTextContent();
    if (!number.strip().matches("\\+[1-9][0-9]{5,14}")) {
      refuse(13224, "<Dial> to '" + number.strip() + "'");
    }
    return new Verb.Dial(
        number.strip(),
        attribute(dial, "action"),
        method,
        attribute(dial, "callerId"),
        numbers.stream().findFirst().flatMap(TwimlReader::screen));
  }

  private static Optional<Verb.Screen> screen(Element number) {
    return attribute(number, "url")
        .map(url -> new Verb.Screen(url, attribute(number, "method").orElse("POST")));
  }

  private Verb gather(Element gather, String method) {
    for (var nested : children(gather)) {
      checkAttributes(nested);
      if (!Set.of("Say", "Pause", "Play").contains(nested.getTagName())) {
        refuse(12200, "<Gather> has no <" + nested.getTagName() + ">");
      }
    }
    return new Verb.Gather(
        attribute(gather, "action"),
        method,
        attribute(gather, "actionOnEmptyResult").filter("true"::equals).isPresent());
  }

  private Optional<Verb> connect(Element connect, String method) {
    var nouns = children(connect);
    if (nouns.size() != 1 || !nouns.getFirst().getTagName().equals("Stream")) {
      return refuse(12200, "<Connect> has one <Stream>");
    }
    var stream = nouns.getFirst();
    checkAttributes(stream);
    var url = attribute(stream, "url").orElse("");
    if (!url.matches("wss://[^/?#]+[^?#]*|ws://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?/[^?#]*")) {
      return refuse(31923, "the stream's URL is wss:// without a query, not " + url);
    }
    if (attribute(stream, "track").filter(track -> !track.equals("inbound_track")).isPresent()) {
      return refuse(12200, "a bidirectional stream has only the inbound track");
    }
    return Optional.of(
        new Verb.Stream(
            url,
            parameters(stream),
            attribute(connect, "action"),
            method,
            attribute(stream, "statusCallback")));
  }

  private Map<String, String> parameters(Element stream) {
    var parameters = new LinkedHashMap<String, String>();
    for (var parameter : children(stream)) {
      checkAttributes(parameter);
      var name = attribute(parameter, "name").orElse("");
      var value = attribute(parameter, "value").orElse("");
      if (!parameter.getTagName().equals("Parameter") || name.isEmpty()) {
        refuse(12200, "<Stream> has <Parameter name value>, not <" + parameter.getTagName() + ">");
      } else if (name.length() + value.length() >= LONGEST_PARAMETER) {
        refuse(12200, "parameter " + name + " is too long");
      } else {
        parameters.put(name, value);
      }
    }
    return parameters;
  }

  private void checkAttributes(Element element) {
    var known = ATTRIBUTES.get(element.getTagName());
    var attributes = element.getAttributes();
    for (var index = 0; known != null && index < attributes.getLength(); index++) {
      var name = attributes.item(index).getNodeName();
      if (!known.contains(name)) {
        refuse(12200, "<" + element.getTagName() + "> has no attribute " + name);
      }
    }
  }

  private Optional<Verb> refuse(int code, String reason) {
    faults.accept(new Fault(code, reason));
    return Optional.empty();
  }

  private int seconds(Element pause) {
    var length = attribute(pause, "length").orElse("1");
    if (!length.matches("[0-9]{1,3}")) {
      refuse(12200, "<Pause length> is " + length);
      return 1;
    }
    return Integer.parseInt(length);
  }

  private static Optional<String> attribute(Element element, String name) {
    return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
  }

  private static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
