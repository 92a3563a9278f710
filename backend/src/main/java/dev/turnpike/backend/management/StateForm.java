package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands.
 *
 * @param name requested, rejected, awaiting_payment, active, trialing, past_due, suspended or ended
 * @param position the open step of {@code of}, counted from 1
 */
@Schema(name = "SubscriptionState")
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record StateForm(
    String name,
    @Nullable Integer position,
    @Nullable Integer of,
    @Nullable String reason,
    @Nullable Instant until,
    @Nullable Amount due,
    @Nullable String invoice,
    @Nullable String decline) {

  static StateForm of(SubscriptionState state) {
    return switch (state) {
      case Requested r -> requested(r);
      case Rejected(String reason) -> plain("rejected", reason, null);
      case AwaitingPayment a ->
          money("awaiting_payment", Amount.of(a.due()), text(a.invoice()), null);
      case Active active -> plain("active", null, active.until());
      case Trialing(Instant until) -> plain("trialing", null, until);
      case PastDue p ->
          new StateForm(
              "past_due", null, null, null, p.graceUntil(), null, p.invoice().toString(), null);
      case Suspended s ->
          money("suspended", Amount.of(s.due()), s.invoice().toString(), s.decline());
      case Ended(SubscriptionState.Reason reason) ->
          plain("ended", reason.name().toLowerCase(Locale.ROOT), null);
    };
  }

  private static StateForm requested(Requested r) {
    return new StateForm("requested", r.position(), r.of(), null, null, null, null, null);
  }

  private static StateForm plain(String name, @Nullable String reason, @Nullable Instant until) {
    return new StateForm(name, null, null, reason, until, null, null, null);
  }

  private static StateForm money(
      String name, Amount due, @Nullable String invoice, @Nullable String decline) {
    return new StateForm(name, null, null, null, null, due, invoice, decline);
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }
}
