package dev.turnpike.tenants.due;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What will fall due, written in the transaction that makes it so. */
@ApplicationScoped
public class Agenda {
  private final Rows rows;

  Agenda(Rows rows) {
    this.rows = rows;
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
