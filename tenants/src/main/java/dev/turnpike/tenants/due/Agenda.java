package dev.turnpike.tenants.due;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What will fall due, written in the transaction that makes it so. */
@ApplicationScoped
public class Agenda {
  private final Tenancy tenancy;
  private final Rows rows;

  Agenda(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * Something that failed and will be tried again.
   *
   * @param at since when it is due, in the account's time
   * @param notBefore when it is tried again, in the world's time
   */
  @RegisterForReflection
  public record PutOff(
      String kind,
      UUID subject,
      UUID accountId,
      Instant at,
      String trouble,
      int attempts,
      @Nullable Instant notBefore) {}

  /** What could not be done for the accounts of which the tenant is a side, the oldest first. */
  public Uni<List<PutOff>> putOff(TenantId tenant, int most) {
    return tenancy.as(
        tenant,
        session ->
            rows.list(
                session,
                PutOff.class,
                """
                select kind, subject, account_id, due_at as at, trouble, attempts, not_before
                from due where trouble is not null and :tenant in (publisher_id, consumer_id)
                order by due_at limit :most
                """,
                Map.of("tenant", tenant.value(), "most", most)));
  }

  /**
   * Puts it down, or moves it: a subject has one row per kind.
   *
   * @param at in the account's time; in the past: as soon as possible
   */
  public Uni<Void> put(
      Mutiny.Session session, AccountId account, String kind, UUID subject, Instant at) {
    return rows.change(
            session,
            """
            insert into due (kind, subject, account_id, publisher_id, consumer_id, due_at)
            select :kind, :subject, id, publisher_id, consumer_id, cast(:at as timestamptz)
            from account where id = :account
            on conflict (kind, subject) do update set due_at = excluded.due_at, attempts = 0,
              not_before = null, trouble = null
            where due.due_at <> excluded.due_at
            """,
            Map.of("kind", kind, "subject", subject, "account", account.value(), "at", at))
        .replaceWithVoid();
  }

  /** Takes it off; nothing happens when it is not there. */
  public Uni<Void> remove(Mutiny.Session session, String kind, UUID subject) {
    return rows.change(
            session,
            "delete from due where kind = :kind and subject = :subject",
            Map.of("kind", kind, "subject", subject))
        .replaceWithVoid();
  }
}
