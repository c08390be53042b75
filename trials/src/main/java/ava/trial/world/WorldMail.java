package ava.trial.world;

import ava.embedded.EmbeddedSes;
import ava.embedded.EmbeddedSes.Mail;
import ava.embedded.EmbeddedSes.RelayRefusal;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// SES as a service of the world: as strict as the embedded one about what it takes.
final class WorldMail implements CloudService {
  private static final Pattern TAG = Pattern.compile("Tags\\.member\\.1\\.Value=(CA[0-9a-f]{32})");
  private static final String XML = "text/xml";
  private static final String NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

  private final World world;
  private final Consumer<Taken> accepted;
  private int taken;

  /// A mail that was accepted.
  ///
  /// @param callSid which its sender put beside it
  record Taken(String callSid, Mail mail) {}

  /// @param accepted is told of each mail, within the request
  WorldMail(World world, Consumer<Taken> accepted) {
    this.world = world;
    this.accepted = accepted;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Reply answer(Mishap.Request request) {
    var id = "0102-%08d-000000".formatted(taken + 1);
    var form = request.body().text();
    try {
      var mail = EmbeddedSes.read(form, id, world.instant());
      taken++;
      var tag = TAG.matcher(form);
      accepted.accept(new Taken(tag.find() ? tag.group(1) : "", mail));
      return xml(
          200,
          "<SendRawEmailResponse xmlns=\"%s\"><SendRawEmailResult><MessageId>%s</MessageId>"
                  .formatted(NAMESPACE, id)
              + "</SendRawEmailResult></SendRawEmailResponse>");
    } catch (RelayRefusal e) {
      return refusal(e.status(), e.code());
    }
  }

  @Override
  public Reply refusal(int status, String code) {
    var told = code.equals("ThrottlingException") ? "Throttling" : code;
    return xml(
        status,
        "<ErrorResponse xmlns=\"%s\"><Error><Type>%s</Type><Code>%s</Code><Message>-</Message>"
                .formatted(NAMESPACE, status < 500 ? "Sender" : "Receiver", told)
            + "</Error></ErrorResponse>");
  }

  private static Reply xml(int status, String text) {
    return new Reply(status, XML, new Payload.Text(text));
  }
}
