package ava.local.issuer;

import ava.local.disk.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps keys and sign-ins in a file that only its owner may read, so that nobody has to sign in
/// again because Ava was started again. A file that cannot be understood is made anew.
///
/// @param file without one nothing is kept
record IssuerStore(Optional<Path> file) {
  private static final JsonMapper JSON = JsonMapper.shared();

  record Kept(IssuerKeys keys, List<Family> families) {}

  Kept read() {
    try {
      var text = file.isPresent() && Files.exists(file.get()) ? Files.readString(file.get()) : "";
      var kept = JSON.readTree(text.isEmpty() ? "{}" : text);
      var families = kept.path("families").valueStream().map(IssuerStore::family).toList();
      return kept.has("keys")
          ? new Kept(IssuerKeys.parse(kept.path("keys").toString()), families)
          : new Kept(IssuerKeys.made(), List.of());
    } catch (ParseException | JacksonException | IllegalArgumentException _) {
      return new Kept(IssuerKeys.made(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Family family(JsonNode node) {
    var family =
        new Family(
            new Family.Start(
                node.path("id").asString(),
                node.path("sub").asString(),
                node.path("scope").asString(),
                Instant.ofEpochSecond(node.path("at").asLong())));
    node.path("tokens")
        .forEachEntry((hash, used) ->
            family
                .tokens()
                .put(
                    hash,
                    Optional.of(used.asLong()).filter(at -> at > 0).map(Instant::ofEpochSecond)));
    return family;
  }

  void write(IssuerKeys keys, Collection<Family> families) {
    if (file.isEmpty()) {
      return;
    }
    var kept = JSON.createObjectNode();
    kept.set("keys", JSON.readTree(keys.secret()));
    var list = kept.putArray("families");
    for (var family : new ArrayList<>(families)) {
      var start = family.start();
      var tokens =
          list.addObject()
              .put("id", start.id())
              .put("sub", start.sub())
              .put("scope", start.scope())
              .put("at", start.at().getEpochSecond())
              .putObject("tokens");
      family
          .tokens()
          .forEach((hash, used) -> tokens.put(hash, used.map(Instant::getEpochSecond).orElse(0L)));
    }
    try {
      var next = file.get().resolveSibling(file.get().getFileName() + ".new");
      Files.createDirectories(next.toAbsolutePath().getParent());
      OwnerOnly.file(next);
      Files.writeString(next, kept.toString());
      Files.move(next, file.get(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
