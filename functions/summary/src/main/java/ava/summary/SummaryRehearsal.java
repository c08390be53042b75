package ava.summary;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.shared.message.CallEnded;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.summary.content.Summarizers;
import ava.summary.content.WholeCall;
import ava.summary.mail.Letter;
import ava.summary.mail.MailNotes;
import ava.summary.mail.MailWriter;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/// A call that nobody made, before the first one: what its summary and its mail need is loaded
/// then, for which the owner of the first one would wait. It looks into the table and changes
/// nothing; the model and the mail service that it asks are nowhere, so that nothing is paid and
/// nobody gets a mail.
final class SummaryRehearsal implements Runnable {
  /// Nothing listens there.
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");

  private static final Instant BEGIN = Instant.parse("2026-11-23T09:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final List<String> SAID =
      List.of(
          "Bonjour, que puis-je faire pour vous ?",
          "Claire Dubois, j’ai une fuite d’eau au 12 rue des Lilas, c’est urgent.",
          "À quel numéro peut-on vous joindre ?",
          "Au zéro six douze trente-quatre cinquante-six soixante-dix-huit, demain matin à neuf heures.");

  private final CallStore calls;
  private final MailWriter writer;
  private final Supplier<Mailer> mailer;

  SummaryRehearsal(CallStore calls, MailWriter writer) {
    this(
        calls,
        writer,
        () -> new SesMailer(SesMailer.client(Optional.of(NOWHERE)), Optional.empty()));
  }

  /// @param mailer which sends nothing
  SummaryRehearsal(CallStore calls, MailWriter writer, Supplier<Mailer> mailer) {
    this.calls = calls;
    this.writer = writer;
    this.mailer = mailer;
  }

  /// @throws ava.shared.aws.OutOfReach when the table does not answer
  @Override
  public void run() {
    var call = call();
    var told = new CallEnded(CallSid.NOBODY, BEGIN, EndReason.CALLER_HUNG_UP).toJson();
    var ended = CallEnded.fromJson(told);
    var summary =
        Summarizers.model(
                new OkHttpClient(),
                NOWHERE,
                Secret.of("rehearsal"),
                "rehearsal",
                Clock.systemUTC(),
                () -> 0,
                _ -> {})
            .summarize(call, Instant.now().plus(PATIENCE));
    var mail = writer.write(call, summary, MailNotes.NONE);
    var nobody = address();
    mailer
        .get()
        .send(new Letter(nobody, List.of(nobody), mail, CallSid.NOBODY.value(), Optional.empty()));
    calls.find(ended.callSid());
    calls.turns(ended.callSid());
  }

  private static WholeCall call() {
    var turns = new ArrayList<Turn>();
    for (var text : SAID) {
      var speaker = turns.size() % 2 == 0 ? Speaker.AVA : Speaker.CALLER;
      var at = BEGIN.plusSeconds(5L * turns.size());
      turns.add(new Turn(turns.size() + 1, speaker, text, at, at.plusSeconds(4), false));
    }
    var course =
        new CallRecord.Course(
            BEGIN,
            Optional.of(BEGIN),
            Optional.of(BEGIN.plusSeconds(30)),
            Optional.of(EndReason.CALLER_HUNG_UP),
            Optional.empty(),
            List.of());
    return new WholeCall(
        new CallRecord(
            CallSid.NOBODY,
            PhoneNumber.WITHHELD,
            PhoneNumber.WITHHELD,
            course,
            NotedMessage.EMPTY,
            Usage.NONE,
            CallRecord.Kept.NOTHING),
        turns);
  }

  private static InternetAddress address() {
    try {
      return new InternetAddress("rehearsal@example.invalid");
    } catch (AddressException e) {
      throw new IllegalStateException("a good address", e);
    }
  }
}
