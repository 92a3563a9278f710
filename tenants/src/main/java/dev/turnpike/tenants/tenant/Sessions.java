package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.Token;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Log-ins that last, listed and ended by their person. Sessions run on the real clock, never on an
 * account's virtual one.
 */
@ApplicationScoped
public class Sessions {
  public static final Duration LIFETIME = Duration.ofHours(12);

  private final Tenancy tenancy;
  private final Rows rows;
  private final People people;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(Tenancy tenancy, Rows rows, People people, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.people = people;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Where a session is opened, so that its person can tell it from others.
   *
   * @param area {@code portal} or {@code admin}
   */
  public record Place(String area, String agent, String address) {
    public static final Place UNKNOWN = new Place("", "", "");
  }

  /** Begins a session that nobody knows the place of. */
  public Uni<String> open(PersonId person) {
    return open(person, Place.UNKNOWN);
  }

  /** Begins a session and gives its token, the cookie's value: 43 characters of base64url. */
  public Uni<String> open(PersonId person, Place place) {
    Token token = Token.next(random);
    Instant now = clock.instant();
    Map<String, Object> values = new HashMap<>();
    values.put("hash", token.hash());
    values.put("person", person.value());
    values.put("now", now);
    values.put("expires", now.plus(LIFETIME));
    values.put("id", ids.next());
    values.put("area", place.area());
    values.put("agent", place.agent());
    values.put("address", place.address());
    return tenancy
        .asNobody(
            session ->
                rows.call(
                    session,
                    "session_open(:hash, :person, cast(:now as timestamptz),"
                        + " cast(:expires as timestamptz), :id, :area, :agent, :address)",
                    values))
        .replaceWith(token.text());
  }

  /** Whose session it is, with memberships as they are now; empty when it is over or never was. */
  public Uni<Optional<Visitor>> find(String text) {
    return Token.of(text)
        .map(token -> tenancy.asNobody(session -> find(session, token)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /** Ends a session; a second time changes nothing. */
  public Uni<Void> end(String text) {
    return tenancy.asNobody(
        session ->
            rows.call(session, "session_end(:hash)", Map.of("hash", new Token(text).hash())));
  }

  /**
   * Those that a person has open, the last used first.
   *
   * @param current the token of the one that asks, if it is one
   */
  public Uni<List<OpenSession>> of(Visitor visitor, Optional<String> current) {
    String own = HexFormat.of().formatHex(hash(current));
    return tenancy
        .asNobody(
            session ->
                rows.list(
                    session,
                    SessionRow.class,
                    "select * from sessions_of(:person, cast(:now as timestamptz))",
                    Map.of("person", visitor.person().value(), "now", clock.instant())))
        .map(found -> found.stream().map(row -> row.toSession(own)).toList());
  }

  /** Ends one of a person's own at once; false when it is none of theirs. */
  public Uni<Boolean> endOne(Visitor visitor, UUID id) {
    return tenancy
        .asNobody(
            session ->
                rows.number(
                    session,
                    "session_end_one(:person, :id)",
                    Map.of("person", visitor.person().value(), "id", id)))
        .map(ended -> ended > 0);
  }

  /** Ends all of a person's own but the one that asks; answers how many. */
  public Uni<Long> endOthers(Visitor visitor, Optional<String> current) {
    return tenancy.asNobody(
        session ->
            rows.number(
                session,
                "sessions_end(:person, :but)",
                Map.of("person", visitor.person().value(), "but", hash(current))));
  }

  /** The hash by which a session is spared when others end; of none for an empty one. */
  static byte[] hash(Optional<String> current) {
    return current.map(text -> new Token(text).hash()).orElseGet(() -> new byte[0]);
  }

  private Uni<Optional<Visitor>> find(Mutiny.Session session, Token token) {
    return rows.first(
            session,
            Found.class,
            "select session_person(:hash, cast(:now as timestamptz)) as person",
            Map.of("hash", token.hash(), "now", clock.instant()))
        .chain(found -> visitor(session, found));
  }

  private Uni<Optional<Visitor>> visitor(Mutiny.Session session, Optional<Found> found) {
    UUID person = found.map(Found::person).orElse(null);
    return person == null
        ? Uni.createFrom().item(Optional.empty())
        : people.visitor(session, new PersonId(person));
  }

  @RegisterForReflection
  record Found(@Nullable UUID person) {}

  @RegisterForReflection
  record SessionRow(
      UUID id,
      String area,
      String agent,
      String address,
      Instant openedAt,
      Instant seenAt,
      Instant expiresAt,
      String tokenHash) {
    OpenSession toSession(String own) {
      return new OpenSession(
          id, area, agent, address, openedAt, seenAt, expiresAt, tokenHash.equals(own));
    }
  }
}
