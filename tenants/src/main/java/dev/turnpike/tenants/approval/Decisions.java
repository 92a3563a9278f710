package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a publisher decided lately. */
@ApplicationScoped
public class Decisions {
  private static final int MOST_LISTED = 200;

  private final Tenancy tenancy;
  private final Rows rows;

  Decisions(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** The latest decisions, newest first. */
  public Uni<List<Decided>> latest(Acting publisher, int most) {
    publisher.require(Permission.SEE_REQUESTS);
    return tenancy
        .as(
            publisher.tenant(),
            session ->
                rows.list(
                    session,
                    Row.class,
                    SELECT,
                    Map.of(
                        "tenant", publisher.tenant().value(), "most", Math.min(most, MOST_LISTED))))
        .map(found -> found.stream().map(Row::toDecided).toList());
  }

  private static final String SELECT =
      """
      select s.id, c.name as consumer_name, a.name as application_name, l.name as plan_name,
        v.verdict, v.reason, v.at,
        (select p.name from person p where p.id = v.person_id) as decided_by
      from (select * from approval where publisher_id = :tenant
        and by_whom <> 'requester' order by at desc limit :most) v
      join subscription s on s.id = v.subscription_id
      join tenant c on c.id = s.consumer_id
      join application a on a.id = s.application_id
      join plan_revision r on r.id = s.plan_revision_id
      join plan l on l.id = r.plan_id
      order by v.at desc, s.id limit :most
      """;

  @RegisterForReflection
  record Row(
      UUID id,
      String consumerName,
      String applicationName,
      String planName,
      String verdict,
      @Nullable String decidedBy,
      String reason,
      Instant at) {
    Decided toDecided() {
      return new Decided(
          new SubscriptionId(id),
          consumerName,
          applicationName,
          planName,
          verdict.equals("approved"),
          decidedBy,
          reason,
          at);
    }
  }
}
