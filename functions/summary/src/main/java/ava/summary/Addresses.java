package ava.summary;

import ava.shared.call.Printable;
import ava.shared.settings.Settings;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Mail addresses of the settings, checked as SES will check them: `a@b.fr` or `Name <a@b.fr>`,
/// several with commas between; a name with a comma in it stands in quotes.
final class Addresses {
  private final Settings settings;

  Addresses(Settings settings) {
    this.settings = settings;
  }

  List<InternetAddress> list(String name) {
    var text = settings.text(name, "");
    try {
      var all = List.of(InternetAddress.parse(text, true));
      all.forEach(address -> check(name, address));
      return all.stream().map(Addresses::readable).toList();
    } catch (AddressException e) {
      settings.reject(
          name
              + " is no list of mail addresses (a@b.fr, \"Name, with comma\" <c@d.fr>): "
              + Printable.line(String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  Optional<InternetAddress> one(String name) {
    var all = list(name);
    if (all.size() > 1) {
      settings.reject(name + " must be one address; a name with a comma stands in quotes");
    }
    return all.stream().findFirst();
  }

  private void check(String name, InternetAddress address) {
    var bare = address.getAddress();
    if (address.isGroup() || !bare.matches("[!-~]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")) {
      settings.reject(name + " must be in ASCII with a whole domain, not " + Printable.line(bare));
    }
  }

  private static InternetAddress readable(InternetAddress address) {
    return Stream.ofNullable(address.getPersonal())
        .map(personal -> named(address.getAddress(), Printable.line(personal)))
        .findFirst()
        .orElse(address);
  }

  static InternetAddress named(String address, String name) {
    try {
      return new InternetAddress(address, name, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JDK has UTF-8", e);
    }
  }
}
