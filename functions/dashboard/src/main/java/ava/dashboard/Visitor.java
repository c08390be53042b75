package ava.dashboard;

import ava.shared.table.SignIns;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who asks, by the claims of his access token.
///
/// @param sub his name among users, for ever
/// @param session the sign-in that his token came of
/// @param signedInAt when he proved who he is
/// @param until when his token ends
/// @param name as others read it
record Visitor(
    String sub, String session, Instant signedInAt, Instant until, Role role, String name) {
  /// Who acts where nobody asked.
  static final Visitor NOBODY =
      new Visitor("", "", Instant.EPOCH, Instant.EPOCH, Role.NONE, "inconnu");

  /// What somebody may do.
  enum Role {
    OWNER("titulaire"),
    READER("lecture"),
    /// In none of our groups.
    NONE("");

    private final String group;

    Role(String group) {
      this.group = group;
    }

    String group() {
      return group;
    }

    /// The strongest role of those groups.
    static Role of(List<String> groups) {
      return List.of(OWNER, READER).stream()
          .filter(role -> groups.contains(role.group))
          .findFirst()
          .orElse(NONE);
    }
  }

  /// @param claims as texts; API Gateway writes a list as `[titulaire lecture]`
  /// @return empty when these are no claims of an access token
  static Optional<Visitor> of(Map<String, String> claims) {
    var sub = claims.getOrDefault("sub", "");
    if (sub.isEmpty() || !"access".equals(claims.get("token_use"))) {
      return Optional.empty();
    }
    try {
      var groups = claims.getOrDefault("cognito:groups", "").replaceAll("^\\[|]$", "");
      var role = Role.of(List.of(groups.strip().split("\\s+")));
      return Optional.of(
          new Visitor(
              sub,
              claims.getOrDefault("origin_jti", ""),
              second(claims, "auth_time"),
              second(claims, "exp"),
              role,
              sub));
    } catch (NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Instant second(Map<String, String> claims, String name) {
    return Instant.ofEpochSecond(Long.parseLong(claims.getOrDefault(name, "")));
  }

  /// The same by his name; empty when he signed out since. One consistent read.
  Optional<Visitor> knownBy(SignIns signIns) {
    var known = signIns.of(sub);
    return known.over(signedInAt, session)
        ? Optional.empty()
        : Optional.of(new Visitor(sub, session, signedInAt, until, role, known.name().orElse(sub)));
  }
}
