package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Log-ins that last: a token of 256 random bits, of which only the SHA-256 is stored. Sessions run
 * on the real clock, never on an account's virtual one.
 */
@ApplicationScoped
public class Sessions {
  public static final Duration LIFETIME = Duration.ofHours(12);
  private static final int TOKEN_BYTES = 32;
  private static final int TOKEN_LENGTH = 43;

  private final Tenancy tenancy;
  private final Rows rows;
  private final People people;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(Tenancy tenancy, Rows rows, People people, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.people = people;
    this.clock = clock;
  }

  /** Begins a session and gives its token, the cookie's value: 43 characters of base64url. */
  public Uni<String> open(PersonId person) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    return tenancy
        .asNobody(
            session ->
                call(
                    session,
                    "select count(*) from session_open(:hash, :person, cast(:now as timestamptz),"
                        + " cast(:expires as timestamptz))",
                    Map.of(
                        "hash",
                        sha256(token),
                        "person",
                        person.value(),
                        "now",
                        now,
                        "expires",
                        now.plus(LIFETIME))))
        .replaceWith(token);
  }

  /** Whose session it is, with memberships as they are now; empty when it is over or never was. */
  public Uni<Optional<Visitor>> find(String token) {
    if (token.length() != TOKEN_LENGTH) {
      return Uni.createFrom().item(Optional.empty());
    }
    Map<String, Object> parameters = Map.of("hash", sha256(token), "now", clock.instant());
    return tenancy.asNobody(
        session ->
            rows.first(
                    session,
                    Found.class,
                    "select session_person(:hash, cast(:now as timestamptz)) as person",
                    parameters)
                .chain(found -> visitor(session, found)));
  }

  /** Ends a session; a second time changes nothing. */
  public Uni<Void> end(String token) {
    return tenancy.asNobody(
        session ->
            call(
                session, "select count(*) from session_end(:hash)", Map.of("hash", sha256(token))));
  }

  private Uni<Optional<Visitor>> visitor(Mutiny.Session session, Optional<Found> found) {
    UUID person = found.map(Found::person).orElse(null);
    return person == null
        ? Uni.createFrom().item(Optional.empty())
        : people.visitor(session, new PersonId(person));
  }

  private static Uni<Void> call(
      Mutiny.Session session, String function, Map<String, Object> parameters) {
    Mutiny.SelectionQuery<Long> query = session.createNativeQuery(function, Long.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult().replaceWithVoid();
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @RegisterForReflection
  record Found(@Nullable UUID person) {}
}
