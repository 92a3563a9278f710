package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.billing.Line.Book;
import dev.turnpike.tenants.billing.Line.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an invoice asks for: each line rounded once to the currency's minor unit, half up, and what
 * rounding left over carried to the next invoice. Lines plus what is carried are exactly what the
 * lines are worth plus what was carried here; the total is never negative.
 *
 * @param carry what goes to the next invoice, per book, in micro-units
 */
record Sum(List<Rounded> lines, Map<Book, Long> carry) {
  /**
   * A line as the invoice has it.
   *
   * @param amount in micro-units, a whole number of minor units
   */
  record Rounded(Line line, long amount) {}

  Sum {
    lines = List.copyOf(lines);
    carry = Map.copyOf(carry);
  }

  /** Sums up lines and what was carried here from the invoice before. */
  static Sum of(List<Line> lines, Map<Book, Long> carried, Currency currency) {
    List<Rounded> rounded = new ArrayList<>();
    Map<Book, Long> carry = new EnumMap<>(Book.class);
    for (Book book : Book.values()) {
      long before = carried.getOrDefault(book, 0L);
      long asked = round(before, currency);
      carry.put(book, before - asked);
      if (asked != 0) {
        rounded.add(new Rounded(carriedLine(book, before), asked));
      }
    }
    for (Line line : lines) {
      long amount = round(line.micros(), currency);
      rounded.add(new Rounded(line, amount));
      carry.merge(line.kind().book(), line.micros() - amount, Math::addExact);
    }
    long total = rounded.stream().mapToLong(Rounded::amount).reduce(0, Math::addExact);
    if (total < 0) {
      Line kept = new Line(Kind.KEPT_FOR_NEXT, "Kept for the next invoice", 1, -total);
      rounded.add(new Rounded(kept, -total));
      carry.merge(Book.REVENUE, total, Math::addExact);
    }
    return new Sum(rounded, carry);
  }

  private static Line carriedLine(Book book, long micros) {
    Kind kind =
        switch (book) {
          case WALLET -> Kind.CARRIED_USAGE;
          case REVENUE -> Kind.CARRIED_FEES;
        };
    return new Line(kind, "Carried from earlier invoices", 1, micros);
  }

  /** To whole minor units, half up: 0.005 USD is 0.01, 0.5 JPY is 1. */
  static long round(long micros, Currency currency) {
    int digits = Math.clamp(currency.getDefaultFractionDigits(), 0, 6);
    return BigDecimal.valueOf(micros, 6)
        .setScale(digits, RoundingMode.HALF_UP)
        .movePointRight(6)
        .longValueExact();
  }

  long total() {
    return lines.stream().mapToLong(Rounded::amount).reduce(0, Math::addExact);
  }

  /** What the lines of a book ask for. */
  long of(Book book) {
    return lines.stream()
        .filter(rounded -> rounded.line().kind().book() == book)
        .mapToLong(Rounded::amount)
        .reduce(0, Math::addExact);
  }
}
