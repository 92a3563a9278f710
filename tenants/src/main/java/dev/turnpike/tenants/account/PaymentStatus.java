package dev.turnpike.tenants.account;

import java.util.Locale;

/** How an account stands with its payments, worst first; the first that is true of it counts. */
public enum PaymentStatus {
  /** Grace is over: a subscription is suspended until an invoice is paid. */
  SUSPENDED,
  /** A charge failed and grace runs: calls pass. */
  PAST_DUE,
  /** An open invoice is past its day. */
  OVERDUE,
  /** A subscription waits for its first payment. */
  AWAITING_PAYMENT,
  /** A payment's outcome is not known yet, or the payer has to confirm it. */
  PENDING,
  /** The last attempt to pay failed, though nothing is due. */
  DECLINED,
  /** Nothing is owed. */
  CURRENT;

  /** As it stands in answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
