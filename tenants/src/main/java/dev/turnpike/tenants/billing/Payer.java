package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import org.jspecify.annotations.Nullable;

/** Proof that somebody may pay for this consumer. */
public final class Payer {
  private final TenantId consumer;
  private final @Nullable PersonId person;

  private Payer(TenantId consumer, @Nullable PersonId person) {
    this.consumer = consumer;
    this.person = person;
  }

  /** A member with the right to pay; throws {@code Forbidden} for another. */
  public static Payer of(Acting acting) {
    acting.require(Permission.PAY);
    return new Payer(acting.tenant(), acting.person());
  }

  /** An application that presented a valid key: it may add credit for its own tenant. */
  public static Payer application(TenantId consumer) {
    return new Payer(consumer, null);
  }

  TenantId consumer() {
    return consumer;
  }

  @Nullable PersonId person() {
    return person;
  }
}
