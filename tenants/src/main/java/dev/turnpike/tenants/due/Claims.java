package dev.turnpike.tenants.due;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Who does an account's work: one at a time, so that it is done in order. A claim ends by itself,
 * so that a node that dies keeps nobody waiting; by the database's clock, which all nodes share.
 * What is done once does not depend on it: that is the row's own lock.
 */
@ApplicationScoped
class Claims {
  private static final int SECONDS = 30;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Ids ids;

  Claims(Tenancy tenancy, Rows rows, Ids ids) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.ids = ids;
  }

  /** A claim, to be renewed with each step and given back at the end. */
  record Claim(TenantId consumer, AccountId account, UUID by) {}

  Claim asked(TenantId consumer, AccountId account) {
    return new Claim(consumer, account, ids.next());
  }

  /** False while another has it. */
  Uni<Boolean> take(Claim claim) {
    return tenancy.as(claim.consumer(), session -> renew(session, claim));
  }

  Uni<Boolean> renew(Mutiny.Session session, Claim claim) {
    return rows.change(
            session,
            """
            insert into due_claim (account_id, publisher_id, consumer_id, claimed_by, until)
            select id, publisher_id, consumer_id, :by, clock_timestamp() + make_interval(secs => :secs)
            from account where id = :account
            on conflict (account_id) do update set claimed_by = excluded.claimed_by,
              until = excluded.until
            where due_claim.claimed_by = excluded.claimed_by
              or due_claim.until < clock_timestamp()
            """,
            Map.of("by", claim.by(), "account", claim.account().value(), "secs", SECONDS))
        .map(changed -> changed == 1);
  }

  Uni<Void> giveBack(Claim claim) {
    return tenancy
        .as(
            claim.consumer(),
            session ->
                rows.change(
                    session,
                    "delete from due_claim where account_id = :account and claimed_by = :by",
                    Map.of("account", claim.account().value(), "by", claim.by())))
        .replaceWithVoid();
  }
}
