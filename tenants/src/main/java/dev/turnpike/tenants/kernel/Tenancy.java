package dev.turnpike.tenants.kernel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way to the database for everything but the data plane: each transaction says first whose
 * it is, and row-level security shows it that tenant's rows and no other's. A transaction that says
 * nothing sees nothing of anybody.
 */
@ApplicationScoped
public class Tenancy {
  private final Mutiny.SessionFactory sessions;

  Tenancy(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Runs the work in one transaction of this tenant; commits when its result is there. */
  public <T> Uni<T> as(TenantId tenant, Function<Mutiny.Session, Uni<T>> work) {
    return inTransaction(tenant.toString(), work);
  }

  /** For what is not a tenant's: log-in functions and the public catalogue. */
  public <T> Uni<T> asNobody(Function<Mutiny.Session, Uni<T>> work) {
    return inTransaction("", work);
  }

  private <T> Uni<T> inTransaction(String tenant, Function<Mutiny.Session, Uni<T>> work) {
    return sessions.withTransaction(
        (session, transaction) ->
            session
                .createNativeQuery("select set_config('app.tenant', :tenant, true)", String.class)
                .setParameter("tenant", tenant)
                .getSingleResult()
                .chain(() -> work.apply(session)));
  }
}
