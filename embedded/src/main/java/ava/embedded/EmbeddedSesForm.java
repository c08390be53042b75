package ava.embedded;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The form of a `SendEmail` or `SendRawEmail` request (SES API of 2010-12-01, query protocol),
/// checked as SES checks it.
final class EmbeddedSesForm {
  private static final String INVALID = "InvalidParameterValue";
  private static final String RAW = "SendRawEmail";
  private static final int MOST_RECIPIENTS = 50;

  private static final Pattern KNOWN =
      Pattern.compile(
          "Action|Version|Source|SourceArn|ReturnPath|ReturnPathArn|ConfigurationSetName"
              + "|(Destination\\.(To|Cc|Bcc)Addresses|ReplyToAddresses)\\.member\\.[1-9][0-9]*"
              + "|Destinations\\.member\\.[1-9][0-9]*|RawMessage\\.Data"
              + "|Tags\\.member\\.[1-9][0-9]*\\.(Name|Value)"
              + "|Message\\.(Subject|Body\\.(Html|Text))\\.(Data|Charset)");
  private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^<>@,;:\"]]+@[!-~&&[^<>@,;]]+");
  private static final Pattern NAMED = Pattern.compile("[ -~]*<([^<>]+)>");

  private final Map<String, String> fields;

  private EmbeddedSesForm(Map<String, String> fields) {
    this.fields = fields;
  }

  /// @throws EmbeddedSesRefusal when it is not the form of a request we know
  static EmbeddedSesForm parse(String body) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : body.split("&")) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        var name = decode(pair.substring(0, equals));
        if (fields.put(name, decode(pair.substring(equals + 1))) != null) {
          throw new EmbeddedSesRefusal(400, "MalformedQueryString", "twice: " + name);
        }
      }
    }
    var form = new EmbeddedSesForm(fields);
    form.checkRequest();
    return form;
  }

  private void checkRequest() {
    if (!List.of("SendEmail", RAW).contains(fields.getOrDefault("Action", ""))) {
      throw new EmbeddedSesRefusal(400, "InvalidAction", "no action " + fields.get("Action"));
    }
    if (!"2010-12-01".equals(fields.get("Version"))) {
      throw new EmbeddedSesRefusal(400, "InvalidAction", "no version " + fields.get("Version"));
    }
    fields.keySet().stream()
        .filter(name -> !KNOWN.matcher(name).matches())
        .findFirst()
        .ifPresent(name -> {
          throw new EmbeddedSesRefusal(400, "MalformedQueryString", "unknown: " + name);
        });
  }

  /// @throws EmbeddedSesRefusal when SES would not send it
  EmbeddedSes.Mail mail(String messageId, Instant at) {
    checkTags();
    if (RAW.equals(fields.get("Action"))) {
      var to = members("Destinations");
      checkNumber(to);
      to.forEach(EmbeddedSesForm::bareAddress);
      return EmbeddedSesMime.read(required("RawMessage.Data"))
          .mail(messageId, bareAddress(required("Source")), to, at);
    }
    var from = required("Source");
    var to = recipients();
    bareAddress(from);
    to.forEach(EmbeddedSesForm::bareAddress);
    var subject = required("Message.Subject.Data");
    if (subject.chars().anyMatch(Character::isISOControl)) {
      throw new EmbeddedSesRefusal(400, INVALID, "Header contains illegal character");
    }
    var html = fields.getOrDefault("Message.Body.Html.Data", "");
    var text = fields.getOrDefault("Message.Body.Text.Data", "");
    if (html.isEmpty() && text.isEmpty()) {
      throw new EmbeddedSesRefusal(400, "ValidationError", "Message.Body is empty");
    }
    List.of("Subject", "Body.Html", "Body.Text").forEach(this::checkCharset);
    return new EmbeddedSes.Mail(messageId, from, to, subject, html, text, at);
  }

  private void checkCharset(String part) {
    var data = fields.getOrDefault("Message." + part + ".Data", "");
    var charset = fields.getOrDefault("Message." + part + ".Charset", "US-ASCII");
    if (!charset.equalsIgnoreCase("UTF-8") && data.chars().anyMatch(c -> c > 127)) {
      throw new EmbeddedSesRefusal(400, INVALID, part + " is not " + charset);
    }
  }

  private List<String> recipients() {
    var all =
        Stream.of("To", "Cc", "Bcc")
            .flatMap(kind -> members("Destination." + kind + "Addresses").stream())
            .toList();
    checkNumber(all);
    return all;
  }

  private List<String> members(String list) {
    var all = new ArrayList<String>();
    for (var i = 1; fields.containsKey(list + ".member." + i); i++) {
      all.add(required(list + ".member." + i));
    }
    return all;
  }

  private void checkTags() {
    fields.forEach((name, value) -> {
      if (name.startsWith("Tags.") && !value.matches("[A-Za-z0-9_-]{1,256}")) {
        throw new EmbeddedSesRefusal(400, INVALID, "Invalid tag");
      }
    });
  }

  private static void checkNumber(List<String> all) {
    if (all.isEmpty() || all.size() > MOST_RECIPIENTS) {
      throw new EmbeddedSesRefusal(400, INVALID, "from 1 to 50 recipients, not " + all.size());
    }
  }

  private String required(String name) {
    var value = fields.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new EmbeddedSesRefusal(400, "ValidationError", "missing " + name);
    }
    return value;
  }

  /// `a@b` of `Name <a@b>`.
  static String bareAddress(String address) {
    var named = NAMED.matcher(address);
    var bare = named.matches() ? named.group(1) : address;
    if (!ADDRESS.matcher(bare).matches()) {
      throw new EmbeddedSesRefusal(400, INVALID, "Illegal address");
    }
    return bare;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      var refusal = new EmbeddedSesRefusal(400, "MalformedQueryString", "not URL-encoded");
      refusal.initCause(e);
      throw refusal;
    }
  }
}
