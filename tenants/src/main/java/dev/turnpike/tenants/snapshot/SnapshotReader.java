package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads publishers and applications from the database, one document each, as role gate. Whole
 * publishers and whole applications: what a change touches is read anew, nothing is patched.
 */
@ApplicationScoped
class SnapshotReader {
  private static final String PUBLISHERS =
      """
      select t.id, t.slug, t.name, t.suspended_at is not null as suspended,
        t.support_email, t.support_url,
        coalesce((select jsonb_agg(jsonb_build_object(
            'id', a.id, 'slug', a.slug, 'name', a.name, 'stage', a.stage,
            'visibility', a.visibility, 'terms', r.terms, 'dialect', a.dialect, 'disclosure', a.disclosure,
            'listed', coalesce((select jsonb_agg(l.consumer_id)
              from api_listing l where l.api_id = a.id), '[]'),
            'products', coalesce((select jsonb_agg(pa.product_id order by p.position, p.slug)
              from product_api pa join product p on p.id = pa.product_id
              where pa.api_id = a.id), '[]')))
          from api a join api_release r on r.id = a.release_id
          where a.tenant_id = t.id), '[]') as apis,
        coalesce((select jsonb_agg(jsonb_build_object(
            'id', p.id, 'slug', p.slug, 'name', p.name, 'message', p.message,
            'eligibility', (select jsonb_build_object('url', e.url, 'secret', e.secret,
                'cache_seconds', e.cache_seconds, 'timeout_millis', e.timeout_millis)
              from eligibility_hook e where e.product_id = p.id),
            'plans', coalesce((select jsonb_agg(jsonb_build_object(
                'id', r.id, 'slug', l.slug, 'name', l.name, 'terms', r.terms) order by l.position)
              from plan l join lateral (select * from plan_revision where plan_id = l.id
                order by number desc limit 1) r on true
              where l.product_id = p.id and l.on_sale), '[]')))
          from product p where p.tenant_id = t.id), '[]') as products
      from tenant t
      where t.publishes and ($1::uuid[] is null or t.id = any($1))
      """;

  private static final String APPLICATIONS =
      """
      select a.id, a.tenant_id, t.slug as tenant_slug, a.slug, a.name,
        coalesce((select jsonb_agg(jsonb_build_object(
            'id', k.id, 'hash', encode(k.secret_hash, 'hex'), 'mode', k.mode,
            'exposed', k.exposed, 'revoked_at', k.revoked_at, 'expires_at', k.expires_at,
            'scope', k.scope, 'old_hash', encode(k.old_secret_hash, 'hex'),
            'old_until', k.old_secret_until,
            'budgets', coalesce((select jsonb_agg(to_jsonb(b) order by b.id)
              from budget b where b.key_id = k.id and b.removed_at is null), '[]')))
          from api_key k where k.application_id = a.id), '[]') as keys,
        coalesce((select jsonb_agg(jsonb_build_object(
            'id', s.id, 'product', s.product_id, 'state', s.state, 'facts', s.facts,
            'plan', r.id, 'plan_slug', l.slug, 'plan_name', l.name, 'terms', r.terms,
            'account', s.account_id, 'wallet', w.id, 'zone', c.zone, 'renews', s.renews and exists (
              select from payment_method m where m.account_id = s.account_id and m.main
                and make_timestamptz(m.expires_year, m.expires_month, 1, 0, 0, 0, c.zone)
                  + interval '1 month' > s.trial_ends_at),
             'ahead_millis', c.ahead_millis,
            'steps', (select count(*) from approval_step x where x.subscription_id = s.id),
            'approved', (select count(*) from approval x where x.subscription_id = s.id),
            'requesters', exists (select from approval_step x where x.subscription_id = s.id
              and s.state = 'requested' and x.kind in ('form', 'terms')
              and x.position = cast(s.facts ->> 'position' as int)),
            'raises', coalesce((select jsonb_object_agg(l.name, l.quantity)
              from limit_raise l where l.subscription_id = s.id), '{}'),
            'hindrances', coalesce((select jsonb_object_agg(h.kind, h.reason)
              from hindrance h where h.subscription_id = s.id), '{}'))
            order by s.state in ('rejected', 'ended'), s.changed_at desc)
          from subscription s
          join plan_revision r on r.id = s.plan_revision_id
          join plan l on l.id = r.plan_id
          join account c on c.id = s.account_id
          join wallet w on w.account_id = s.account_id
          where s.application_id = a.id), '[]') as subscriptions,
        coalesce((select jsonb_agg(to_jsonb(b)
            order by array_position(array['tenant', 'team', 'application'], b.scope), b.id)
          from budget b
          where b.tenant_id = a.tenant_id and b.removed_at is null
            and (b.scope = 'tenant' or b.team_id = a.team_id or b.application_id = a.id)),
          '[]') as budgets
      from application a join tenant t on t.id = a.tenant_id
      where $1::uuid[] is null or a.id = any($1)
      """;

  private final Pool pool;

  /** Revisions are immutable: subscriptions share one plan object, however many they are. */
  private final Map<PlanId, Plan> plans = new ConcurrentHashMap<>();

  SnapshotReader(@ReactiveDataSource("gate") Pool pool) {
    this.pool = pool;
  }

  Future<Snapshot> all() {
    return read(PUBLISHERS, null)
        .compose(
            publishers ->
                read(APPLICATIONS, null)
                    .map(
                        applications -> {
                          Snapshot snapshot = Snapshot.empty();
                          for (Row row : publishers) {
                            snapshot = withPublisher(snapshot, row);
                          }
                          for (Row row : applications) {
                            snapshot = withApplication(snapshot, row);
                          }
                          return snapshot;
                        }));
  }

  /** The snapshot with these publishers and applications as they are now. */
  Future<Snapshot> changed(
      Snapshot before, Set<TenantId> publishers, Set<ApplicationId> applications) {
    if (publishers.isEmpty() && applications.isEmpty()) {
      return Future.succeededFuture(before);
    }
    return withPublishers(before, publishers)
        .compose(snapshot -> withApplications(snapshot, applications))
        .map(snapshot -> snapshot.at(before.version() + 1));
  }

  private Future<Snapshot> withPublishers(Snapshot before, Set<TenantId> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(before);
    }
    return read(PUBLISHERS, ids.stream().map(TenantId::value).toList())
        .map(
            rows -> {
              Snapshot snapshot = before;
              for (TenantId id : ids) {
                snapshot = snapshot.with(id, Optional.empty());
              }
              for (Row row : rows) {
                snapshot = withPublisher(snapshot, row);
              }
              return snapshot;
            });
  }

  private Future<Snapshot> withApplications(Snapshot before, Set<ApplicationId> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(before);
    }
    return read(APPLICATIONS, ids.stream().map(ApplicationId::value).toList())
        .map(
            rows -> {
              Snapshot snapshot = before;
              for (ApplicationId id : ids) {
                snapshot = snapshot.with(id, Optional.empty());
              }
              for (Row row : rows) {
                snapshot = withApplication(snapshot, row);
              }
              return snapshot;
            });
  }

  private Future<RowSet<Row>> read(String sql, @Nullable Collection<UUID> ids) {
    Object filter = ids == null ? null : ids.toArray(UUID[]::new);
    return pool.preparedQuery(sql).execute(Tuple.of(filter));
  }

  private Snapshot withPublisher(Snapshot snapshot, Row row) {
    Publisher publisher = SnapshotRows.publisher(row, plans);
    return snapshot.with(publisher.id(), Optional.of(publisher));
  }

  private Snapshot withApplication(Snapshot snapshot, Row row) {
    Application application = SnapshotRows.application(row, plans);
    return snapshot.with(application.id(), Optional.of(application));
  }
}
