package ava.summary.mention;

import ava.shared.contact.SpokenMail;
import ava.summary.mention.Mention.MailAddress;
import ava.summary.mention.Mention.WebAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads addresses of mail and of the web, written or said: « jean point dupont arobase exemple
/// point fr ».
final class AddressReader {
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(?:https?://|www\\.)[^\\s»)]+|\\b[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:fr|com|net|org|eu|"
              + "io|info|be|ch|lu|de|app|dev|example)\\b(?:/[^\\s»)]*)?");
  private static final String APART = "(?s).*[:;!?\n].*";
  private static final String APART_OR_COMMA = "(?s).*[,:;!?\n].*";
  private static final int LONGEST_LOCAL = 12;
  private static final int LONGEST_LABEL = 3;

  private final Passage text;

  private AddressReader(Passage text) {
    this.text = text;
  }

  static void read(Passage text, String source) {
    var reader = new AddressReader(text);
    for (var at = 0; at < text.size(); at++) {
      if (text.is(at, SpokenMail.AT)) {
        reader.mail(at);
      }
    }
    LINK.matcher(source)
        .results()
        .filter(found -> found.start() == 0 || source.charAt(found.start() - 1) != '@')
        .forEach(found -> reader.link(found.start(), found.end(), found.group()));
    reader.saidLinks();
  }

  private void link(int start, int end, String link) {
    var from = indexAt(start);
    var to = indexAt(end);
    if (from < text.size() && !text.isRead(from)) {
      text.means(from, to, new WebAddress(host(link)));
    }
  }

  private int indexAt(int position) {
    var at = 0;
    while (at < text.size() && text.word(at).start() < position) {
      at++;
    }
    return at;
  }

  private static String host(String link) {
    return Word.plain(link)
        .replaceFirst("^https?://", "")
        .replaceFirst("^w+\\.", "")
        .replaceFirst("[/.,;:!?]+$", "");
  }

  /// « 3 w point exemple point fr », « exemple point fr ».
  private void saidLinks() {
    for (var at = 1; at + 1 < text.size(); at++) {
      if (text.plain(at).equals("point") && !text.isRead(at)) {
        var from = at - 1;
        while (from > 1 && text.plain(from - 1).equals("tiret")) {
          from -= 2;
        }
        var domain = domain(from);
        if (LINK.matcher(domain.text()).matches()) {
          text.means(from, domain.to(), new WebAddress(host(domain.text())));
        }
      }
    }
  }

  private record Part(String text, int to) {}

  private void mail(int at) {
    var domain = domain(at + 1);
    if (!domain.text().contains(".")) {
      return;
    }
    var locals = locals(at);
    if (locals.isEmpty()) {
      return;
    }
    var forms =
        locals.stream()
            .map(local -> local.text() + "@" + domain.text())
            .filter(SpokenMail::valid)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (forms.isEmpty()) {
      return;
    }
    var nearest = forms.getFirst();
    forms.remove(nearest);
    text.means(locals.getFirst().to(), domain.to(), new MailAddress(nearest, forms));
  }

  private Part domain(int from) {
    var domain = new StringBuilder();
    var at = from;
    while (at < text.size()) {
      var label = label(at);
      domain.append(label.text());
      at = label.to();
      var sign = sign(at);
      if (sign.text().isEmpty() || sign.to() >= text.size()) {
        break;
      }
      domain.append(sign.text());
      at = sign.to();
    }
    return new Part(domain.toString(), at);
  }

  /// A part between dots; « la poste » is one when a dot follows.
  private Part label(int at) {
    var glued = new StringBuilder(text.plain(at));
    for (var i = at + 1; i < Math.min(text.size(), at + LONGEST_LABEL + 1); i++) {
      if (!sign(i).text().isEmpty()) {
        return new Part(glued.toString(), i);
      }
      if (!text.word(i).joined()) {
        break;
      }
      glued.append(text.plain(i));
    }
    return new Part(text.plain(at), at + 1);
  }

  /// A dot, hyphen or underscore before a word, written or said.
  private Part sign(int at) {
    if (at >= text.size()) {
      return new Part("", at);
    }
    if (text.word(at).before().matches("[.-]")) {
      return new Part(text.word(at).before(), at);
    }
    return SpokenMail.SIGNS.stream()
        .filter(sign -> text.says(at, sign.words()))
        .findFirst()
        .map(sign -> new Part(sign.written(), at + sign.words().size()))
        .orElseGet(() -> new Part("", at));
  }

  /// What may stand before the at sign, the shortest first; each begins where no sign joins it to
  /// the word before.
  private List<Part> locals(int atSign) {
    var locals = new ArrayList<Part>();
    for (var from = atSign - 1; from >= Math.max(0, atSign - LONGEST_LOCAL); from--) {
      var local = local(from, atSign);
      var joined = joinedToBefore(from);
      if (!local.isEmpty() && !joined) {
        locals.add(new Part(local, from));
      }
      if (text.word(from).before().matches(joined ? APART : APART_OR_COMMA) || text.isRead(from)) {
        break;
      }
    }
    return locals;
  }

  private boolean joinedToBefore(int at) {
    if (at == 0) {
      return false;
    }
    var previous = text.plain(at - 1);
    var spelled =
        previous.length() == 1 && text.plain(at).length() == 1 && !previous.matches("[acdlnsty]");
    return spelled
        || text.word(at).before().matches("[.-]|")
        || SpokenMail.SIGNS.stream().anyMatch(sign -> reaches(sign, at));
  }

  /// Whether a sign ends before a word, or the word is one of its own.
  private boolean reaches(SpokenMail.Sign sign, int at) {
    return IntStream.rangeClosed(0, sign.words().size())
        .anyMatch(before -> text.says(at - before, sign.words()));
  }

  private String local(int from, int to) {
    var local = new StringBuilder();
    for (var at = from; at < to; ) {
      var sign = sign(at);
      if (!sign.text().isEmpty() && at > from) {
        local.append(sign.text());
        at = sign.to();
        if (at >= to) {
          return "";
        }
      }
      var numeral = text.anyNumeral(at);
      local.append(numeral.map(Numeral::digits).orElse(text.plain(at)));
      at = numeral.map(Numeral::to).orElse(at + 1);
    }
    return local.toString();
  }
}
