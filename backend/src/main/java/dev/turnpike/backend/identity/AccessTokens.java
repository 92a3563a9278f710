package dev.turnpike.backend.identity;

import dev.turnpike.tenants.kernel.PersonId;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bearer tokens of the management API: signed with HS256 and nothing else, by a key that HKDF (RFC
 * 5869) derives from the platform's secret, so that every node reads what another signed. A token
 * names a person; memberships are read anew with each request, so that a removed member is out at
 * once.
 */
@Singleton
public class AccessTokens {
  /** There is no revocation list: so long does a stolen token live. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String ISSUER = "turnpike";
  private static final String AUDIENCE = "turnpike-management";
  private static final int KEY_BYTES = 32;
  private static final int LONGEST = 2_048;

  private final SecretKey key;
  private final JWTParser parser;
  private final Clock clock;

  AccessTokens(@ConfigProperty(name = "turnpike.secret") String secret, Clock clock) {
    this.key = derive(secret);
    this.parser = new DefaultJWTParser(expected(key));
    this.clock = clock;
  }

  private static SecretKey derive(String secret) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
    hkdf.init(
        new HKDFParameters(
            secret.getBytes(StandardCharsets.UTF_8),
            null,
            "turnpike management token".getBytes(StandardCharsets.US_ASCII)));
    byte[] bytes = new byte[KEY_BYTES];
    hkdf.generateBytes(bytes, 0, bytes.length);
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static JWTAuthContextInfo expected(SecretKey key) {
    JWTAuthContextInfo expected = new JWTAuthContextInfo();
    expected.setSecretVerificationKey(key);
    expected.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
    expected.setIssuedBy(ISSUER);
    expected.setExpectedAudience(Set.of(AUDIENCE));
    expected.setRequiredClaims(Set.of("exp", "iat", "sub"));
    return expected;
  }

  /** A token for this person. */
  public Issued issue(PersonId person) {
    Instant now = clock.instant();
    Instant expires = now.plus(LIFETIME);
    String text =
        Jwt.claims()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(person.toString())
            .issuedAt(now)
            .expiresAt(expires)
            .jws()
            .algorithm(SignatureAlgorithm.HS256)
            .sign(key);
    return new Issued(text, expires);
  }

  /** Whose token it is; empty when it is not ours, was changed, or is over. */
  Optional<PersonId> person(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(PersonId.of(parser.parse(token).getSubject()));
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A new token and its end. */
  public record Issued(String text, Instant expiresAt) {
    @Override
    public String toString() {
      return "token until " + expiresAt;
    }
  }
}
