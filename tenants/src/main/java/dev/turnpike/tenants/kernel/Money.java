package dev.turnpike.tenants.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/**
 * An amount in micro-units of a currency's major unit: 1 USD is 1,000,000. Exact, never a floating
 * point number; arithmetic throws {@link ArithmeticException} on overflow and {@link
 * IllegalArgumentException} when currencies differ.
 */
public record Money(long micros, Currency currency) implements Comparable<Money> {
  /** Micro-units in one major unit; prices are stated per as many units. */
  public static final long MICROS = 1_000_000;

  /** Parses a decimal such as {@code "12.50"} with at most six fraction digits. */
  public static Money of(String decimal, Currency currency) {
    return new Money(
        new BigDecimal(decimal).movePointRight(6).toBigIntegerExact().longValueExact(), currency);
  }

  public static Money of(String decimal, String currency) {
    return of(decimal, Currency.getInstance(currency));
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * What {@code units} cost at a price stated in micro-units per 1,000,000 units: rounded up once,
   * to the next micro-unit.
   */
  public static Money cost(long units, long microsPerMillionUnits, Currency currency) {
    BigInteger product =
        BigInteger.valueOf(units).multiply(BigInteger.valueOf(microsPerMillionUnits));
    BigInteger[] parts = product.divideAndRemainder(BigInteger.valueOf(MICROS));
    BigInteger rounded = parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    return new Money(rounded.longValueExact(), currency);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(micros, same(other).micros), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(micros, same(other).micros), currency);
  }

  public boolean isZero() {
    return micros == 0;
  }

  public boolean isPositive() {
    return micros > 0;
  }

  /** The plain decimal, at least with the currency's own fraction digits: {@code "0.50"}. */
  public String decimal() {
    // Without BigDecimal: each priced answer tells its cost.
    int digits = 6;
    int least = Math.max(0, currency.getDefaultFractionDigits());
    long whole = micros / 1_000_000;
    long fraction = Math.abs(micros % 1_000_000);
    while (digits > least && fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    String sign = micros < 0 && whole == 0 ? "-" : "";
    if (digits == 0) {
      return sign + whole;
    }
    String places = Long.toString(fraction);
    return sign + whole + "." + "0".repeat(digits - places.length()) + places;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(micros, same(other).micros);
  }

  @Override
  public String toString() {
    return decimal() + " " + currency.getCurrencyCode();
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not mix");
    }
    return other;
  }
}
