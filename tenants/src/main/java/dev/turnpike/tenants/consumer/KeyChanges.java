package dev.turnpike.tenants.consumer;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What is done with a key that is there: what it is for, how long, and a new secret. Of a rotation
 * both secrets are good until the overlap is over, so that nobody's calls stop meanwhile.
 */
@ApplicationScoped
public class KeyChanges {
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final Tenancy tenancy;
  private final Rows rows;
  private final Keys keys;
  private final Scopes scopes;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  KeyChanges(Tenancy tenancy, Rows rows, Keys keys, Scopes scopes, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.keys = keys;
    this.scopes = scopes;
    this.audit = audit;
    this.clock = clock;
  }

  /** Changes name, scope and end; in force at the gateway within a second. */
  public Uni<KeyAnswer> change(Acting acting, String id, KeyTerms terms) {
    acting.require(Permission.ISSUE_KEY);
    if (terms.expiresAt() != null && !terms.expiresAt().isAfter(clock.instant())) {
      return Uni.createFrom().item(new KeyAnswer.Invalid("expires"));
    }
    return withLive(
        acting,
        id,
        (session, key) ->
            scopes
                .read(session, terms)
                .chain(
                    read ->
                        switch (read) {
                          case Scopes.Wrong(String field) ->
                              Uni.createFrom().item(new KeyAnswer.Invalid(field));
                          case Scopes.Read(String scope) ->
                              write(session, acting, id, terms, scope);
                        }));
  }

  /**
   * Gives the key a new secret; the present one is good for so long beside it.
   *
   * @param overlap zero to {@link #LONGEST_OVERLAP}
   */
  public Uni<KeyAnswer> rotate(Acting acting, String id, Duration overlap) {
    acting.require(Permission.ISSUE_KEY);
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      return Uni.createFrom().item(new KeyAnswer.Invalid("overlap"));
    }
    return withLive(
        acting,
        id,
        (session, key) ->
            key.overlaps(clock.instant())
                ? Uni.createFrom().item(new KeyAnswer.Conflict(KeyAnswer.Why.OVERLAPPING, key))
                : rotate(session, acting, key, overlap));
  }

  /** Ends the overlap of a rotation at once: the secret before is good no longer. */
  public Uni<KeyAnswer> endOverlap(Acting acting, String id) {
    acting.require(Permission.REVOKE_KEY);
    return withLive(
        acting,
        id,
        (session, key) ->
            key.overlaps(clock.instant())
                ? rows.change(
                        session,
                        "update api_key set old_secret_until = cast(:now as timestamptz)"
                            + " where id = :id",
                        Map.of("now", clock.instant(), "id", id))
                    .chain(() -> done(session, acting, id, "key.overlap_ended", Map.of()))
                : Uni.createFrom().item(new KeyAnswer.Changed(key)));
  }

  private interface Command {
    Uni<KeyAnswer> of(Mutiny.Session session, ApiKey key);
  }

  /** Locks the key, so that two who change it at once do so in turn. */
  private Uni<KeyAnswer> withLive(Acting acting, String id, Command command) {
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update api_key set name = name where id = :id and tenant_id = :tenant"
                        + " and not hidden",
                    Map.of("id", id, "tenant", acting.tenant().value()))
                .chain(
                    there ->
                        there == 0
                            ? Uni.createFrom().item(Optional.<ApiKey>empty())
                            : keys.find(session, acting, id))
                .chain(
                    found -> {
                      if (found.isEmpty()) {
                        return Uni.createFrom().item(new KeyAnswer.Unknown());
                      }
                      return found.get().isLive(clock.instant())
                          ? command.of(session, found.get())
                          : Uni.createFrom()
                              .item(new KeyAnswer.Conflict(KeyAnswer.Why.OVER, found.get()));
                    }));
  }

  private Uni<KeyAnswer> write(
      Mutiny.Session session, Acting acting, String id, KeyTerms terms, String scope) {
    Instant until = terms.expiresAt();
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("name", Keys.label(terms.name()));
    values.put("scope", scope);
    values.put("until", until == null ? "" : until.truncatedTo(ChronoUnit.MICROS).toString());
    return rows.change(
            session,
            "update api_key set name = :name, scope = cast(cast(:scope as text) as jsonb),"
                + " expires_at = cast(nullif(cast(:until as text), '') as timestamptz)"
                + " where id = :id",
            values)
        .chain(
            () ->
                done(
                    session,
                    acting,
                    id,
                    "key.changed",
                    Map.of("scope", scope, "expires_at", values.get("until"))));
  }

  private Uni<KeyAnswer> rotate(
      Mutiny.Session session, Acting acting, ApiKey key, Duration overlap) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ApiKeys.Issued fresh = ApiKeys.reissue(key.id(), key.mode(), random);
    Map<String, Object> values = new HashMap<>();
    values.put("id", key.id());
    values.put("hash", fresh.secretHash());
    values.put("now", now);
    values.put("until", now.plus(overlap));
    return rows.change(
            session,
            "update api_key set old_secret_hash = secret_hash,"
                + " old_secret_until = cast(:until as timestamptz), secret_hash = :hash,"
                + " rotated_at = cast(:now as timestamptz) where id = :id",
            values)
        .chain(
            () ->
                done(
                    session,
                    acting,
                    key.id(),
                    "key.rotated",
                    Map.of("overlap_seconds", overlap.toSeconds())))
        .map(
            answer ->
                answer instanceof KeyAnswer.Changed(ApiKey changed)
                    ? new KeyAnswer.Issued(new IssuedKey(fresh.text(), changed))
                    : answer);
  }

  private Uni<KeyAnswer> done(
      Mutiny.Session session, Acting acting, String id, String action, Map<String, ?> facts) {
    return audit
        .note(session, acting.tenant(), acting.person(), action, "key", id, facts)
        .chain(() -> keys.find(session, acting, id))
        .map(
            found ->
                found.<KeyAnswer>map(KeyAnswer.Changed::new).orElseGet(KeyAnswer.Unknown::new));
  }
}
