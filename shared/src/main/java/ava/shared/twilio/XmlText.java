package ava.shared.twilio;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes a small XML document into a string. The JDK's writer escapes; characters that XML cannot
/// hold at all are left out here. One thread.
final class XmlText {
  private final StringWriter text = new StringWriter();
  private final Deque<String> open = new ArrayDeque<>();
  private final XMLStreamWriter writer;

  XmlText() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      writer.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  /// @param attributes names and values in turn
  XmlText open(String name, String... attributes) {
    try {
      writer.writeStartElement(name);
      write(attributes);
      open.push(name);
      return this;
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  /// @param attributes names and values in turn
  XmlText empty(String name, String... attributes) {
    try {
      writer.writeEmptyElement(name);
      write(attributes);
      return this;
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  XmlText text(String value) {
    try {
      writer.writeCharacters(writable(value));
      return this;
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  XmlText close() {
    try {
      writer.writeEndElement();
      open.pop();
      return this;
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  /// Closes whatever is open and gives the document.
  String finish() {
    try {
      while (!open.isEmpty()) {
        close();
      }
      writer.writeEndDocument();
      writer.close();
      return text.toString();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  private void write(String... attributes) throws XMLStreamException {
    for (var i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(attributes[i], writable(attributes[i + 1]));
    }
  }

  private static String writable(String value) {
    return value
        .codePoints()
        .filter(XmlText::allowed)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Char of XML 1.0.
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  private static IllegalStateException unwritable(XMLStreamException cause) {
    return new IllegalStateException("a string takes any XML", cause);
  }
}
