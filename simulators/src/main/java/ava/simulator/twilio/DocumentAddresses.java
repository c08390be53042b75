package ava.simulator.twilio;

import java.net.URI;

/// DocumentAddresses in documents. Pure.
final class DocumentAddresses {
  private DocumentAddresses() {}

  /// What a document at this address means by a path or an address.
  static URI resolve(URI document, String path) {
    return path.startsWith("/")
        ? URI.create(document.toString().replaceFirst("^([a-z]+://[^/]*).*$", "$1") + path)
        : document.resolve(path);
  }
}
