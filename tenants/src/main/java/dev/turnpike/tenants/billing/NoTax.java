package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Charges no tax, and says so, until somebody plugs in a provider that knows one. */
@ApplicationScoped
@DefaultBean
class NoTax implements TaxProvider {
  @Override
  public Uni<Tax> on(AccountId account, Money net, Instant at) {
    return Uni.createFrom()
        .item(new Tax(Money.zero(net.currency()), "No tax is charged: no tax provider is set up."));
  }
}
