package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// An answer as Twilio's XML parser reads it.
final class TwimlDocument {
  private final Document document;

  TwimlDocument(String text) {
    try {
      document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not XML: " + text, e);
    }
    assertThat(document.getDocumentElement().getNodeName()).isEqualTo("Response");
  }

  /// The verbs in their order.
  List<String> verbs() {
    var verbs = new ArrayList<String>();
    var children = document.getDocumentElement().getChildNodes();
    for (var i = 0; i < children.getLength(); i++) {
      verbs.add(children.item(i).getNodeName());
    }
    return verbs;
  }

  Element only(String name) {
    var found = document.getElementsByTagName(name);
    assertThat(found.getLength()).as(name).isEqualTo(1);
    return (Element) found.item(0);
  }

  Map<String, String> parameters() {
    var parameters = new HashMap<String, String>();
    var found = document.getElementsByTagName("Parameter");
    for (var i = 0; i < found.getLength(); i++) {
      var parameter = (Element) found.item(i);
      parameters.put(parameter.getAttribute("name"), parameter.getAttribute("value"));
    }
    return parameters;
  }

  String parameter(String name) {
    return Objects.requireNonNull(parameters().get(name), name);
  }
}
