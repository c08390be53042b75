package ava.local.phone;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// What a TwiML document tells Twilio to do, as far as a page can do it.
sealed interface TwimlStep {
  record Say(String text) implements TwimlStep {}

  /// `<Connect><Stream>`.
  ///
  /// @param action what to ask once it is over
  record Connect(String action, Map<String, String> parameters) implements TwimlStep {
    public Connect {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /// @param action what to ask once nobody has answered
  record Dial(String action, String number) implements TwimlStep {}

  record RecordVoice() implements TwimlStep {}

  /// Any other verb, `<Hangup>` above all.
  record Other(String name) implements TwimlStep {}

  /// @throws IllegalArgumentException when it is no XML
  static List<TwimlStep> read(String document) {
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      var parsed = builder.parse(new InputSource(new StringReader(document)));
      return elements(parsed.getDocumentElement()).stream().map(TwimlStep::of).toList();
    } catch (SAXException e) {
      throw new IllegalArgumentException("no TwiML", e);
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("the JDK reads XML from memory", e);
    }
  }

  private static TwimlStep of(Element verb) {
    return switch (verb.getTagName()) {
      case "Say" -> new Say(verb.getTextContent().strip());
      case "Connect" -> new Connect(verb.getAttribute("action"), parameters(verb));
      case "Dial" -> new Dial(verb.getAttribute("action"), verb.getTextContent().strip());
      case "Record" -> new RecordVoice();
      default -> new Other(verb.getTagName());
    };
  }

  private static Map<String, String> parameters(Element connect) {
    var parameters = new LinkedHashMap<String, String>();
    for (var stream : elements(connect)) {
      for (var parameter : elements(stream)) {
        parameters.put(parameter.getAttribute("name"), parameter.getAttribute("value"));
      }
    }
    return parameters;
  }

  private static List<Element> elements(Element parent) {
    var found = new ArrayList<Element>();
    var nodes = parent.getChildNodes();
    IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .forEach(found::add);
    return found;
  }
}
