package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.InvoiceId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who has to do something when an invoice could not be charged: tries again, tells people. */
public interface FailedCharges {
  /**
   * In the transaction that writes the failure down.
   *
   * @param at in the account's time
   */
  Uni<Void> failed(Mutiny.Session session, InvoiceId invoice, DeclineCode why, Instant at);
}
