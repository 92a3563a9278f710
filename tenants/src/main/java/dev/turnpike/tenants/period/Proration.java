package dev.turnpike.tenants.period;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Term;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * The part of a fee that falls on the rest of a period, to the second: fee × seconds left ÷ seconds
 * in all, in micro-units, rounded down for a credit and up for a charge; the invoice rounds each
 * line to the currency's minor unit once. A second is the finest that both sides can check by hand,
 * and the same wherever a period has 28 or 31 days, or one of 23 hours.
 */
record Proration(long left, long all) {
  Proration {
    if (left < 0 || all < 1 || left > all) {
      throw new IllegalArgumentException(left + " of " + all);
    }
  }

  static Proration at(Instant now, Term term) {
    long all = Duration.between(term.startsAt(), term.endsAt()).toSeconds();
    long left = Duration.between(now, term.endsAt()).toSeconds();
    return new Proration(Math.clamp(left, 0, all), all);
  }

  /** What was paid and will not be used. */
  Money unused(Money fee) {
    return new Money(product(fee).divide(BigInteger.valueOf(all)).longValueExact(), fee.currency());
  }

  /** What the rest costs at another fee. */
  Money rest(Money fee) {
    BigInteger[] parts = product(fee).divideAndRemainder(BigInteger.valueOf(all));
    BigInteger up = parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    return new Money(up.longValueExact(), fee.currency());
  }

  private BigInteger product(Money fee) {
    return BigInteger.valueOf(fee.micros()).multiply(BigInteger.valueOf(left));
  }
}
