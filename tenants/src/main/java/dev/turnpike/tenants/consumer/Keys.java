package dev.turnpike.tenants.consumer;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The keys of a consumer's applications: shown once, kept as a hash, revoked for good. */
@ApplicationScoped
public class Keys {
  /** How long a key for one try lives, used or not. */
  public static final Duration TRY_LIFETIME = Duration.ofSeconds(60);

  private static final int MOST_LISTED = 500;
  private static final int LONGEST_NAME = 100;

  private static final String SELECT =
      "select k.id, k.name, k.mode, k.application_id, a.slug as application_slug,"
          + " a.name as application_name, k.exposed, k.created_at, k.expires_at, k.revoked_at,"
          + " (select p.name from person p where p.id = k.created_by) as created_by,"
          + " (select p.name from person p where p.id = k.revoked_by) as revoked_by,"
          + " c.at as last_used_at, c.status as last_status, k.scope, k.rotated_at,"
          + " k.old_secret_until, (select jsonb_agg(coalesce(x.name, i.id) order by x.name)"
          + "   from jsonb_array_elements_text(coalesce(k.scope -> 'apis', '[]')) i(id)"
          + "   left join lateral (select t.slug || '/' || y.slug as name from api y"
          + "     join tenant t on t.id = y.tenant_id where y.id = cast(i.id as uuid)) x on true)"
          + "   as api_names"
          + " from api_key k join application a on a.id = k.application_id"
          + " left join lateral (select l.at, l.status from call_log l where l.key_id = k.id"
          + "   order by l.request_id desc limit 1) c on true"
          + " where k.tenant_id = :tenant";

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Scopes scopes;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Keys(Tenancy tenancy, Rows rows, Audit audit, Scopes scopes, Clock clock) {
    this.scopes = scopes;
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /** All of the tenant's own but hidden ones: by application, newest first. */
  public Uni<List<ApiKey>> list(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    KeyRow.class,
                    SELECT + " and not k.hidden order by a.name, k.created_at desc limit :most",
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(KeyRow::toKey).toList());
  }

  public Uni<Optional<ApiKey>> find(Acting acting, String id) {
    acting.require(Permission.SEE);
    return tenancy.as(acting.tenant(), session -> find(session, acting, id));
  }

  /** Makes a key for everything; empty when the tenant has no such application. */
  public Uni<Optional<IssuedKey>> issue(
      Acting acting, ApplicationId application, String name, Mode mode) {
    return issue(acting, application, KeyTerms.named(name), mode)
        .map(
            answer ->
                answer instanceof KeyAnswer.Issued(IssuedKey issued)
                    ? Optional.of(issued)
                    : Optional.empty());
  }

  /** Makes a key. */
  public Uni<KeyAnswer> issue(Acting acting, ApplicationId application, KeyTerms terms, Mode mode) {
    acting.require(Permission.ISSUE_KEY);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (terms.expiresAt() != null && !terms.expiresAt().isAfter(now)) {
      return Uni.createFrom().item(new KeyAnswer.Invalid("expires"));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            scopes
                .read(session, terms)
                .chain(
                    read ->
                        switch (read) {
                          case Scopes.Wrong(String field) ->
                              Uni.createFrom().item(new KeyAnswer.Invalid(field));
                          case Scopes.Read(String scope) ->
                              insert(
                                      session,
                                      acting,
                                      new Draft(
                                          now,
                                          application,
                                          label(terms.name()),
                                          mode,
                                          Optional.ofNullable(terms.expiresAt()),
                                          scope,
                                          false))
                                  .map(Keys::answer);
                        }));
  }

  private static KeyAnswer answer(Optional<IssuedKey> issued) {
    return issued.<KeyAnswer>map(KeyAnswer.Issued::new).orElseGet(KeyAnswer.Unknown::new);
  }

  static String label(String name) {
    String label = name.isBlank() ? "key" : name.strip();
    return label.substring(0, Math.min(label.length(), LONGEST_NAME));
  }

  /**
   * Makes a key for the portal's own use, for one try in the name of this application: in no list,
   * gone after a minute, revoked by its user as soon as the try is over.
   */
  public Uni<Optional<IssuedKey>> issueForOneTry(
      Acting acting, ApplicationId application, Mode mode) {
    acting.require(Permission.SEE);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Draft draft =
        new Draft(now, application, "try", mode, Optional.of(now.plus(TRY_LIFETIME)), "{}", true);
    return tenancy.as(acting.tenant(), session -> insert(session, acting, draft));
  }

  /** Ends a key at once and for good; again changes nothing. Empty when it is not the tenant's. */
  public Uni<Optional<ApiKey>> revoke(Acting acting, String id) {
    acting.require(Permission.REVOKE_KEY);
    return tenancy.as(acting.tenant(), session -> revoke(session, acting, id, false));
  }

  /** Ends a key that {@link #issueForOneTry} made. */
  public Uni<Void> endTry(Acting acting, String id) {
    return tenancy.as(
        acting.tenant(), session -> revoke(session, acting, id, true).replaceWithVoid());
  }

  /** A key about to be made; {@code scope} is JSON. */
  private record Draft(
      Instant at,
      ApplicationId application,
      String name,
      Mode mode,
      Optional<Instant> until,
      String scope,
      boolean hidden) {}

  private Uni<Optional<IssuedKey>> insert(Mutiny.Session session, Acting acting, Draft draft) {
    ApiKeys.Issued issued = ApiKeys.issue(draft.mode(), random);
    Map<String, Object> values = new HashMap<>();
    values.put("id", issued.id());
    values.put("tenant", acting.tenant().value());
    values.put("application", draft.application().value());
    values.put("name", draft.name());
    values.put("mode", draft.mode().name().toLowerCase(Locale.ROOT));
    values.put("hash", issued.secretHash());
    values.put("hidden", draft.hidden());
    values.put("at", draft.at());
    values.put("by", acting.person().value());
    values.put("until", draft.until().map(Instant::toString).orElse(""));
    values.put("scope", draft.scope());
    return rows.change(
            session,
            "insert into api_key (id, tenant_id, application_id, name, mode, secret_hash,"
                + " hidden, created_at, created_by, expires_at, scope)"
                + " select :id, a.tenant_id, a.id, :name, :mode, :hash, :hidden,"
                + " cast(:at as timestamptz), :by,"
                + " cast(nullif(cast(:until as text), '') as timestamptz),"
                + " cast(cast(:scope as text) as jsonb)"
                + " from application a where a.id = :application and a.tenant_id = :tenant",
            values)
        .chain(
            inserted ->
                inserted == 0
                    ? Uni.createFrom().item(Optional.empty())
                    : issued(session, acting, issued, draft.hidden()));
  }

  private Uni<Optional<IssuedKey>> issued(
      Mutiny.Session session, Acting acting, ApiKeys.Issued issued, boolean hidden) {
    return note(session, acting, hidden ? "key.issued_for_one_try" : "key.issued", issued.id())
        .chain(() -> find(session, acting, issued.id()))
        .map(found -> found.map(key -> new IssuedKey(issued.text(), key)));
  }

  private Uni<Optional<ApiKey>> revoke(
      Mutiny.Session session, Acting acting, String id, boolean hidden) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("tenant", acting.tenant().value());
    values.put("hidden", hidden);
    values.put("at", clock.instant());
    values.put("by", acting.person().value());
    return rows.change(
            session,
            "update api_key set revoked_at = cast(:at as timestamptz), revoked_by = :by"
                + " where id = :id and tenant_id = :tenant and hidden = :hidden"
                + " and revoked_at is null",
            values)
        .chain(
            changed ->
                changed == 0
                    ? Uni.createFrom().voidItem()
                    : note(session, acting, "key.revoked", id))
        .chain(() -> find(session, acting, id));
  }

  private Uni<Void> note(Mutiny.Session session, Acting acting, String action, String id) {
    return audit.note(session, acting.tenant(), acting.person(), action, "key", id, Map.of());
  }

  Uni<Optional<ApiKey>> find(Mutiny.Session session, Acting acting, String id) {
    return rows.first(
            session,
            KeyRow.class,
            SELECT + " and k.id = :id",
            Map.of("tenant", acting.tenant().value(), "id", id))
        .map(found -> found.map(KeyRow::toKey));
  }
}
