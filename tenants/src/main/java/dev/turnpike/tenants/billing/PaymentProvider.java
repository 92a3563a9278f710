package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment processor, as little of it as we need. An implementation answers values; a failed
 * {@link Uni} or silence means that the outcome is not known, which is never a decline.
 */
public interface PaymentProvider {
  /** As it is stored with each payment. */
  String name();

  /**
   * Charges a method once.
   *
   * @param payment our id, which the processor uses as its idempotency key
   * @param method the processor's token of a card or account; never a card number
   * @param payer whether the payer is there to be asked
   */
  Uni<Answer> charge(UUID payment, Money amount, String method, PayerIs payer);

  /** Where the payer is while a card is charged. */
  enum PayerIs {
    /** At our page: can be asked to confirm, or to use another card. */
    PRESENT,
    /** Away: a renewal is charged to the card on file. */
    AWAY
  }

  /** After the payer has confirmed at the processor: what became of it. */
  Uni<Answer> confirmed(String processorId);

  /**
   * Sends money of a charge back to its method, once.
   *
   * @param refund our id, which the processor uses as its idempotency key
   * @param charge the processor's id of the charge
   */
  Uni<Refunded> refund(UUID refund, @Nullable String charge, Money amount);

  /** What the processor says of a refund. */
  sealed interface Refunded {
    record Done(String processorId) implements Refunded {}

    /** It will not; the money stays ours. */
    record Refused(String reason) implements Refunded {}
  }

  /** What the processor says of a charge. */
  sealed interface Answer {
    /** The money is ours. */
    record Succeeded(String processorId) implements Answer {}

    /** The payer's side said no. */
    record Declined(String processorId, DeclineCode code) implements Answer {}

    /** The payer has to confirm first, as banks ask for (3-D Secure). */
    record ActionRequired(String processorId) implements Answer {}

    /**
     * The processor itself is out of order: nothing was charged, and it is not the payer's fault.
     */
    record Outage(String reason) implements Answer {}

    /** The method is no token of this processor: the request was malformed. */
    record UnknownMethod() implements Answer {}
  }
}
