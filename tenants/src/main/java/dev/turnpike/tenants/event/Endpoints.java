package dev.turnpike.tenants.event;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.eligibility.SignedPost;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A tenant's endpoints. Each change is audited in its transaction; secrets are told once, when they
 * are made, and stored sealed.
 */
@ApplicationScoped
public class Endpoints {
  /** Of a tenant. */
  public static final int MOST = 20;

  /** How long the secret before a rotation signs beside the new one. */
  public static final int OVERLAP_HOURS = 24;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final SecretSeal seal;
  private final Ids ids;
  private final Clock clock;

  Endpoints(Tenancy tenancy, Rows rows, Audit audit, SecretSeal seal, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.seal = seal;
    this.ids = ids;
    this.clock = clock;
  }

  /** The oldest first. */
  public Uni<List<Endpoint>> list(Acting acting) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    EndpointRow.class,
                    EndpointRow.SELECT + " order by e.id limit " + MOST,
                    Map.of("tenant", acting.tenant().value())))
        .map(found -> found.stream().map(EndpointRow::endpoint).toList());
  }

  public Uni<Optional<Endpoint>> find(Acting acting, UUID id) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    EndpointRow.class,
                    EndpointRow.SELECT + " and e.id = :id",
                    Map.of("tenant", acting.tenant().value(), "id", id)))
        .map(found -> found.map(EndpointRow::endpoint));
  }

  /** Told from the next event on. */
  public Uni<EndpointAnswer> create(Acting acting, EndpointTerms terms) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    Optional<String> fault = terms.fault();
    if (fault.isPresent()) {
      return Uni.createFrom().item(new EndpointAnswer.Invalid(fault.get()));
    }
    UUID id = ids.next();
    String secret = SignedPost.newSecret();
    Map<String, Object> values = values(terms);
    values.put("id", id);
    values.put("tenant", acting.tenant().value());
    values.put("secret", seal.seal(id, secret));
    values.put("now", clock.instant());
    return tenancy.as(
        acting.tenant(),
        session ->
            isRoom(session, acting)
                .chain(
                    room ->
                        room
                            ? insert(session, acting, id, terms, values)
                                .replaceWith(new EndpointAnswer.Issued(id, secret))
                            : Uni.createFrom().item(new EndpointAnswer.TooMany(MOST))));
  }

  @RegisterForReflection
  record Count(long count) {}

  /**
   * Two at once could make one too many: the tenant's row is nobody's to lock, and it is no harm.
   */
  private Uni<Boolean> isRoom(Mutiny.Session session, Acting acting) {
    return rows.first(
            session,
            Count.class,
            "select count(*) as count from webhook_endpoint where tenant_id = :tenant",
            Map.of("tenant", acting.tenant().value()))
        .map(found -> found.orElseThrow().count() < MOST);
  }

  private Uni<Void> insert(
      Mutiny.Session session,
      Acting acting,
      UUID id,
      EndpointTerms terms,
      Map<String, Object> values) {
    return rows.change(
            session,
            "insert into webhook_endpoint (id, tenant_id, name, url, types, secret, created_at)"
                + " values (:id, :tenant, :name, :url, string_to_array(:types, ','), :secret,"
                + " cast(:now as timestamptz))",
            values)
        .chain(() -> note(session, acting, id, "webhook.created", Map.of("url", terms.url())));
  }

  /** What waits goes to the new address. */
  public Uni<EndpointAnswer> change(Acting acting, UUID id, EndpointTerms terms) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    Optional<String> fault = terms.fault();
    if (fault.isPresent()) {
      return Uni.createFrom().item(new EndpointAnswer.Invalid(fault.get()));
    }
    return update(
        acting,
        id,
        "name = :name, url = :url, types = string_to_array(:types, ',')",
        values(terms),
        "webhook.changed",
        Map.of("url", terms.url()));
  }

  /** From now on events wait for it again; what was not sent meanwhile can be sent by hand. */
  public Uni<EndpointAnswer> enable(Acting acting, UUID id) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return update(
        acting,
        id,
        "enabled = true, disabled_at = null, disabled_why = null, failing_since = null",
        new HashMap<>(),
        "webhook.enabled",
        Map.of());
  }

  /** Nothing is sent any more, and what waits is given up. */
  public Uni<EndpointAnswer> disable(Acting acting, UUID id) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return tenancy.as(
        acting.tenant(),
        session ->
            switchOff(rows, session, id, Endpoint.Why.PERSON)
                .chain(
                    changed ->
                        changed == 0
                            ? known(session, acting, id)
                            : note(session, acting, id, "webhook.disabled", Map.of())
                                .replaceWith(new EndpointAnswer.Done(id))));
  }

  private Uni<EndpointAnswer> known(Mutiny.Session session, Acting acting, UUID id) {
    return rows.first(
            session,
            EndpointRow.class,
            EndpointRow.SELECT + " and e.id = :id",
            Map.of("tenant", acting.tenant().value(), "id", id))
        .map(
            found ->
                found.isPresent() ? new EndpointAnswer.Done(id) : new EndpointAnswer.Unknown());
  }

  /** In the tenant's transaction; answers 0 when it was off, or is not there. */
  static Uni<Integer> switchOff(Rows rows, Mutiny.Session session, UUID id, Endpoint.Why why) {
    return rows.change(
            session,
            "update webhook_endpoint set enabled = false, disabled_at = clock_timestamp(),"
                + " disabled_why = :why where id = :id and enabled",
            Map.of("id", id, "why", why.name().toLowerCase(java.util.Locale.ROOT)))
        .call(
            changed ->
                changed == 0
                    ? Uni.createFrom().voidItem()
                    : rows.change(
                        session,
                        "update webhook_delivery set state = 'failed', done_at = clock_timestamp()"
                            + " where endpoint_id = :id and state = 'waiting'",
                        Map.of("id", id)));
  }

  /** A new secret; the one before signs beside it for {@link #OVERLAP_HOURS} hours. */
  public Uni<EndpointAnswer> rotate(Acting acting, UUID id) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    String secret = SignedPost.newSecret();
    Map<String, Object> values = new HashMap<>();
    values.put("secret", seal.seal(id, secret));
    return update(
            acting,
            id,
            "old_secret = secret, secret = :secret,"
                + " old_secret_until = clock_timestamp() + interval '"
                + OVERLAP_HOURS
                + " hours'",
            values,
            "webhook.secret-rotated",
            Map.of())
        .map(
            answer ->
                answer instanceof EndpointAnswer.Done
                    ? new EndpointAnswer.Issued(id, secret)
                    : answer);
  }

  /** With its deliveries and their log. */
  public Uni<EndpointAnswer> remove(Acting acting, UUID id) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "delete from webhook_endpoint where id = :id and tenant_id = :tenant",
                    Map.of("id", id, "tenant", acting.tenant().value()))
                .chain(
                    removed -> noted(session, acting, id, removed, "webhook.removed", Map.of())));
  }

  private Uni<EndpointAnswer> update(
      Acting acting,
      UUID id,
      String columns,
      Map<String, Object> values,
      String action,
      Map<String, String> facts) {
    values.put("id", id);
    values.put("tenant", acting.tenant().value());
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update webhook_endpoint set "
                        + columns
                        + " where id = :id and tenant_id = :tenant",
                    values)
                .chain(changed -> noted(session, acting, id, changed, action, facts)));
  }

  private Uni<EndpointAnswer> noted(
      Mutiny.Session session,
      Acting acting,
      UUID id,
      int changed,
      String action,
      Map<String, String> facts) {
    return changed == 0
        ? Uni.createFrom().item(new EndpointAnswer.Unknown())
        : note(session, acting, id, action, facts).replaceWith(new EndpointAnswer.Done(id));
  }

  private Uni<Void> note(
      Mutiny.Session session, Acting acting, UUID id, String action, Map<String, String> facts) {
    return audit.note(
        session, acting.tenant(), acting.person(), action, "webhook", id.toString(), facts);
  }

  private static Map<String, Object> values(EndpointTerms terms) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", terms.name());
    values.put("url", terms.url());
    values.put("types", terms.types().stream().sorted().collect(Collectors.joining(",")));
    return values;
  }
}
