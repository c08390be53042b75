package ava.embedded;

import java.io.StringWriter;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// What SES answers, as XML (API of 2010-12-01, query protocol).
final class EmbeddedSesAnswer {
  private static final String NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

  private EmbeddedSesAnswer() {}

  static String accepted(EmbeddedSes.Mail mail) {
    var action = mail.raw().isPresent() ? "SendRawEmail" : "SendEmail";
    return xml(
        action + "Response",
        writer -> {
          writer.writeStartElement(action + "Result");
          leaf(writer, "MessageId", mail.messageId());
          writer.writeEndElement();
          writer.writeStartElement("ResponseMetadata");
          leaf(writer, "RequestId", UUID.randomUUID().toString());
          writer.writeEndElement();
        });
  }

  static String refused(EmbeddedSesRefusal refusal) {
    return xml(
        "ErrorResponse",
        writer -> {
          writer.writeStartElement("Error");
          leaf(writer, "Type", refusal.type());
          leaf(writer, "Code", refusal.code());
          leaf(writer, "Message", String.valueOf(refusal.getMessage()));
          writer.writeEndElement();
          leaf(writer, "RequestId", UUID.randomUUID().toString());
        });
  }

  private interface Content {
    void write(XMLStreamWriter writer) throws XMLStreamException;
  }

  private static String xml(String root, Content content) {
    var text = new StringWriter();
    try {
      var writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      writer.writeStartElement(root);
      writer.writeDefaultNamespace(NAMESPACE);
      content.write(writer);
      writer.writeEndElement();
      writer.close();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML into memory", e);
    }
  }

  private static void leaf(XMLStreamWriter writer, String name, String value)
      throws XMLStreamException {
    writer.writeStartElement(name);
    writer.writeCharacters(value);
    writer.writeEndElement();
  }
}
