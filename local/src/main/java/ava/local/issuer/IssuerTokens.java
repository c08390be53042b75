package ava.local.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// Tokens with the claims that Cognito's have. Source: AWS, "Understanding the access token" and
/// "Understanding the identity (ID) token". Safe for several threads.
final class IssuerTokens {
  static final Duration LIFE = Duration.ofMinutes(5);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String issuer;
  private final String client;
  private final IssuerKeys keys;
  private final Clock clock;

  IssuerTokens(String issuer, String client, IssuerKeys keys, Clock clock) {
    this.issuer = issuer;
    this.client = client;
    this.keys = keys;
    this.clock = clock;
  }

  /// The answer of the token endpoint.
  String answer(IssuerGrants.Grant grant, Person person) {
    return JSON.createObjectNode()
        .put("access_token", keys.sign(access(grant, person)))
        .put("id_token", keys.sign(id(grant, person)))
        .put("refresh_token", grant.refresh())
        .put("token_type", "Bearer")
        .put("expires_in", LIFE.toSeconds())
        .toString();
  }

  private JWTClaimsSet access(IssuerGrants.Grant grant, Person person) {
    return common(grant, person)
        .claim("token_use", "access")
        .claim("client_id", client)
        .claim("username", person.sub())
        .claim("scope", grant.start().scope())
        .build();
  }

  private JWTClaimsSet id(IssuerGrants.Grant grant, Person person) {
    var claims =
        common(grant, person)
            .claim("token_use", "id")
            .audience(client)
            .claim("cognito:username", person.sub())
            .claim("email", person.name())
            .claim("email_verified", true);
    if (!grant.nonce().isEmpty()) {
      claims.claim("nonce", grant.nonce());
    }
    return claims.build();
  }

  private JWTClaimsSet.Builder common(IssuerGrants.Grant grant, Person person) {
    var now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(person.sub())
        .claim("cognito:groups", person.groups())
        .claim("origin_jti", grant.start().id())
        .claim("event_id", UUID.randomUUID().toString())
        .claim("auth_time", grant.start().at().getEpochSecond())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFE)))
        .jwtID(UUID.randomUUID().toString());
  }
}
