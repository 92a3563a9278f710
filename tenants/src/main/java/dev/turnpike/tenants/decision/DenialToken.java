package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a denial's id carries, so that the page which fixes it works even if its row was never
 * written.
 *
 * @param limit the name of the limit that was reached, or the id of the budget
 * @param required what the call, the first payment or the invoice costs
 * @param request the first call that was refused in this way
 */
public record DenialToken(
    TenantId publisher,
    TenantId consumer,
    ApplicationId application,
    Code code,
    RequestId request,
    Instant at,
    @Nullable String key,
    @Nullable ApiId api,
    @Nullable SubscriptionId subscription,
    @Nullable AccountId account,
    @Nullable InvoiceId invoice,
    @Nullable String limit,
    @Nullable Money required) {

  /** Empty when no consumer is known: nobody could log in to such a denial. */
  static Optional<DenialToken> of(Deny deny, RequestId request, Instant at) {
    Publisher publisher = deny.who().publisher();
    Application application = deny.who().application();
    if (publisher == null || application == null) {
      return Optional.empty();
    }
    Subscription subscription = deny.who().subscription();
    return Optional.of(
        new DenialToken(
            publisher.id(),
            application.consumer(),
            application.id(),
            deny.code(),
            request,
            at,
            deny.who().key() == null ? null : deny.who().key().id(),
            deny.who().api() == null ? null : deny.who().api().id(),
            subscription == null ? null : subscription.id(),
            subscription == null ? null : subscription.account(),
            deny.payment() == null ? null : deny.payment().invoice(),
            limit(deny),
            required(deny)));
  }

  private static @Nullable String limit(Deny deny) {
    if (deny.budget() != null) {
      return deny.budget().toString();
    }
    return deny.limit() == null ? null : deny.limit().limit().name();
  }

  private static @Nullable Money required(Deny deny) {
    if (deny.balance() != null) {
      return deny.balance().required();
    }
    return deny.payment() == null ? null : deny.payment().due();
  }
}
