package dev.turnpike.portal;

import dev.turnpike.portal.ResolveView.Ask;
import dev.turnpike.portal.ResolveView.Attempt;
import dev.turnpike.portal.ResolveView.Bill;
import dev.turnpike.portal.ResolveView.TopUp;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.FieldError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paying without a refused call before it: credit, an invoice, or a first payment.
 *
 * @param action where the form posts to
 * @param settled there is nothing to pay any more
 */
record PayView(
    String publisher,
    String publisherName,
    String tenant,
    String tenantName,
    String title,
    String action,
    Money balance,
    @Nullable String invoice,
    @Nullable String subscription,
    @Nullable TopUp topUp,
    @Nullable Bill bill,
    @Nullable Ask ask,
    boolean settled,
    @Nullable Attempt attempt,
    List<FieldError> errors,
    List<LineView> lines) {

  /** A line of the account's statement. */
  record LineView(Instant at, String text, Money amount, Money balance, boolean credit) {}
}
