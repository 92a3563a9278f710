package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The built-in processor of test accounts. It moves no money: each card has one answer. */
@ApplicationScoped
class SandboxProvider implements PaymentProvider {
  /** A refund of exactly 13.13 is refused, so that one can see what becomes of it. */
  private static final long REFUSED_REFUND_MICROS = 13_130_000;

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public Uni<Answer> charge(UUID payment, Money amount, String method, PayerIs payer) {
    String id = "sbx_" + payment;
    return SandboxCard.of(method)
        .map(card -> answer(card, id, payer))
        .orElseGet(() -> Uni.createFrom().item(new Answer.UnknownMethod()));
  }

  @Override
  public Uni<Answer> confirmed(String processorId) {
    return Uni.createFrom().item(new Answer.Succeeded(processorId));
  }

  @Override
  public Uni<Refunded> refund(UUID refund, @Nullable String charge, Money amount) {
    return Uni.createFrom()
        .item(
            charge == null || amount.micros() == REFUSED_REFUND_MICROS
                ? new Refunded.Refused("the card's account is closed")
                : new Refunded.Done("sbx_re_" + refund));
  }

  private static Uni<Answer> answer(SandboxCard card, String id, PayerIs payer) {
    return switch (card) {
      case ACCEPTED, EXPIRES_SOON -> Uni.createFrom().item(new Answer.Succeeded(id));
      case FAILS_LATER ->
          Uni.createFrom()
              .item(
                  payer == PayerIs.PRESENT
                      ? new Answer.Succeeded(id)
                      : new Answer.Declined(id, DeclineCode.CARD_DECLINED));
      case DECLINED -> Uni.createFrom().item(new Answer.Declined(id, DeclineCode.CARD_DECLINED));
      case LOST -> Uni.createFrom().item(new Answer.Declined(id, DeclineCode.DO_NOT_HONOR));
      case SHORT_OF_MONEY ->
          Uni.createFrom().item(new Answer.Declined(id, DeclineCode.INSUFFICIENT_FUNDS));
      case EXPIRED -> Uni.createFrom().item(new Answer.Declined(id, DeclineCode.EXPIRED_CARD));
      case ASKS -> Uni.createFrom().item(new Answer.ActionRequired(id));
      case SILENT -> Uni.createFrom().nothing();
      case OUTAGE -> Uni.createFrom().item(new Answer.Outage("the sandbox is out of order"));
    };
  }
}
