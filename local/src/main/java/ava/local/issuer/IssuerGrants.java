package ava.local.issuer;

import ava.shared.settings.Sha256;
import ava.shared.settings.Unguessable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the issuer gave out and takes back: codes, each good once, for a minute and for who asked
/// for it; and refresh tokens that change with every use. Whoever shows a spent code, or a refresh
/// token that was used before, ends the sign-in that came of it. Safe for several threads.
final class IssuerGrants {
  static final Duration CODE_LIFE = Duration.ofSeconds(60);

  private final IssuerStore store;
  private final IssuerKeys keys;
  private final Clock clock;
  private final Map<String, Code> codes = new HashMap<>();
  private final List<Family> families;

  /// What a browser came with.
  record Asked(String client, String redirect, String challenge, String nonce, String scope) {}

  /// @param family what came of the code, once it was used
  private record Code(Person person, Asked asked, Instant at, Optional<Family> family) {}

  /// What tokens are made of.
  ///
  /// @param nonce of the code, empty behind a refresh
  /// @param refresh the new refresh token
  record Grant(Family.Start start, String nonce, String refresh) {}

  IssuerGrants(IssuerStore store, IssuerStore.Kept kept, Clock clock) {
    this.store = store;
    this.keys = kept.keys();
    this.families = new ArrayList<>(kept.families());
    this.clock = clock;
    save();
  }

  IssuerKeys keys() {
    return keys;
  }

  synchronized String code(Person person, Asked asked) {
    var now = clock.instant();
    codes.values().removeIf(code -> code.at().plus(CODE_LIFE.multipliedBy(10)).isBefore(now));
    var code = Unguessable.next();
    codes.put(code, new Code(person, asked, now, Optional.empty()));
    return code;
  }

  /// @return empty for `invalid_grant`
  synchronized Optional<Grant> redeem(
      String given, String client, String redirect, String verifier) {
    var code = codes.get(given);
    var now = clock.instant();
    if (code == null) {
      return Optional.empty();
    }
    if (code.family().isPresent()) {
      end(code.family().get());
      return Optional.empty();
    }
    if (code.at().plus(CODE_LIFE).isBefore(now)
        || !code.asked().client().equals(client)
        || !code.asked().redirect().equals(redirect)
        || !code.asked().challenge().equals(challenge(verifier))) {
      codes.remove(given);
      return Optional.empty();
    }
    var id = UUID.randomUUID().toString();
    var start =
        new Family.Start(
            id,
            code.person().sub(),
            code.asked().scope(),
            Instant.ofEpochSecond(code.at().getEpochSecond()));
    var family = new Family(start);
    families.add(family);
    codes.put(given, new Code(code.person(), code.asked(), code.at(), Optional.of(family)));
    return Optional.of(next(family, code.asked().nonce()));
  }

  /// @return empty for `invalid_grant`
  synchronized Optional<Grant> refresh(String token) {
    var now = clock.instant();
    var hash = hash(token);
    var family = families.stream().filter(f -> f.has(hash) && !f.over(now)).findFirst();
    if (family.isPresent() && !family.get().use(hash, now)) {
      end(family.get());
      return Optional.empty();
    }
    return family.map(known -> next(known, ""));
  }

  synchronized void revoke(String token) {
    var hash = hash(token);
    families.stream().filter(family -> family.has(hash)).findFirst().ifPresent(this::end);
  }

  private void end(Family family) {
    families.remove(family);
    save();
  }

  private Grant next(Family family, String nonce) {
    var token = Unguessable.next();
    family.add(hash(token));
    save();
    return new Grant(family.start(), nonce, token);
  }

  private void save() {
    families.removeIf(family -> family.over(clock.instant()));
    store.write(keys, families);
  }

  private static String hash(String token) {
    return Unguessable.base64(Sha256.of(token));
  }

  /// `code_challenge` of the method S256. Source: RFC 7636, 4.2.
  static String challenge(String verifier) {
    return hash(verifier);
  }
}
