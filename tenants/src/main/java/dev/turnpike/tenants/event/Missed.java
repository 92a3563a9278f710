package dev.turnpike.tenants.event;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * All that was given up for an endpoint waits again, oldest first, each message under the id that
 * it always had. Tests are not sent again.
 */
@ApplicationScoped
public class Missed {
  /** The most that one command sends again; the next command takes the next ones. */
  public static final int MOST = 1_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;

  Missed(Tenancy tenancy, Rows rows, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
  }

  /** What became of the command. */
  public sealed interface Answer {}

  /** So many wait again, and are sent within seconds. */
  public record Again(int count) implements Answer {}

  /** Nothing is sent to an endpoint that is off: 409. */
  public record SwitchedOff() implements Answer {}

  /** The tenant has no such endpoint: 404. */
  public record Unknown() implements Answer {}

  @RegisterForReflection
  record Standing(boolean enabled) {}

  public Uni<Answer> send(Acting acting, UUID endpoint) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Standing.class,
                    "select enabled from webhook_endpoint where id = :id and tenant_id = :tenant",
                    Map.of("id", endpoint, "tenant", acting.tenant().value()))
                .chain(found -> send(session, acting, endpoint, found)));
  }

  private Uni<Answer> send(
      Mutiny.Session session, Acting acting, UUID endpoint, Optional<Standing> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(new Unknown());
    }
    return found.get().enabled()
        ? again(session, acting, endpoint)
        : Uni.createFrom().item(new SwitchedOff());
  }

  private Uni<Answer> again(Mutiny.Session session, Acting acting, UUID endpoint) {
    return rows.change(
            session,
            """
            update webhook_delivery set state = 'waiting', done_at = null, attempts = 0,
              not_before = clock_timestamp()
            where id in (select d.id from webhook_delivery d
              join webhook_event v on v.id = d.event_id
              where d.endpoint_id = :endpoint and d.tenant_id = :tenant and d.state = 'failed'
                and v.type <> 'webhook.test'
              order by d.id limit :most)
            """,
            Map.of("endpoint", endpoint, "tenant", acting.tenant().value(), "most", MOST))
        .call(
            count ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "webhook.missed-sent",
                    "webhook",
                    endpoint.toString(),
                    Map.of("deliveries", count.toString())))
        .map(Again::new);
  }
}
