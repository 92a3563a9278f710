package dev.turnpike.ui;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.Language.Unit;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write numbers and times: in the reader's language and zone, never ambiguous. */
@TemplateExtension
public final class Formats {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.ENGLISH);
  private static final DateTimeFormatter GERMAN_STAMP =
      DateTimeFormatter.ofPattern("d. MMM uuuu, HH:mm:ss zzz", Locale.GERMAN);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter GERMAN_DAY =
      DateTimeFormatter.ofPattern("d. MMM uuuu", Locale.GERMAN);

  private Formats() {}

  /** {@code 12345} as {@code 12,345}. */
  public static String grouped(long number) {
    return String.format(language().locale(), "%,d", number);
  }

  /** {@code 1,250.50 USD}: every digit that counts, grouped, with the ISO code. */
  public static String amount(Money money) {
    return number(money) + " " + code(money);
  }

  /** The amount without its currency, for columns that name it once. */
  public static String number(Money money) {
    String plain = money.decimal();
    String sign = plain.startsWith("-") ? "−" : "";
    String unsigned = plain.startsWith("-") ? plain.substring(1) : plain;
    int point = unsigned.indexOf('.');
    String whole = point < 0 ? unsigned : unsigned.substring(0, point);
    String fraction = point < 0 ? "" : decimalPoint() + unsigned.substring(point + 1);
    return sign + grouped(Long.parseLong(whole)) + fraction;
  }

  private static String decimalPoint() {
    return switch (language()) {
      case ENGLISH -> ".";
      case GERMAN -> ",";
    };
  }

  /** The currency's ISO code. */
  public static String code(Money money) {
    return money.currency().getCurrencyCode();
  }

  /** {@code 8,200 of 10,000}. */
  public static String share(long part, long whole) {
    return language().share(grouped(part), grouped(whole));
  }

  /** {@code 21 Nov 2026, 10:27:13 UTC}. */
  public static String stamp(Instant at) {
    return at.atZone(Reader.current().zone())
        .format(
            switch (language()) {
              case ENGLISH -> STAMP;
              case GERMAN -> GERMAN_STAMP;
            });
  }

  /** {@code 21 Nov 2026}. */
  public static String day(Instant at) {
    return day(LocalDate.ofInstant(at, Reader.current().zone()));
  }

  /** {@code 21 Nov 2026}. */
  public static String day(LocalDate date) {
    return date.format(
        switch (language()) {
          case ENGLISH -> DAY;
          case GERMAN -> GERMAN_DAY;
        });
  }

  /** What {@code datetime} wants. */
  public static String iso(Instant at) {
    return at.toString();
  }

  /** The distance to {@code now} in the largest fitting unit: "3 minutes ago", "in 2 days". */
  public static String from(Instant at, Instant now) {
    Duration distance = Duration.between(at, now);
    Duration size = distance.abs();
    if (size.toSeconds() < 5) {
      return language().now();
    }
    return distance.isNegative()
        ? language().ahead(count(size), unit(size))
        : language().ago(count(size), unit(size));
  }

  /** A duration in its largest fitting unit: "90 seconds" is the last in seconds. */
  public static String span(Duration size) {
    return language().span(count(size), unit(size));
  }

  private static Language language() {
    return Reader.current().language();
  }

  private static Unit unit(Duration size) {
    if (size.toSeconds() < 90) {
      return Unit.SECOND;
    }
    if (size.toMinutes() < 90) {
      return Unit.MINUTE;
    }
    return size.toHours() < 36 ? Unit.HOUR : Unit.DAY;
  }

  private static long count(Duration size) {
    return switch (unit(size)) {
      case SECOND -> size.toSeconds();
      case MINUTE -> size.toMinutes();
      case HOUR -> size.toHours();
      case DAY -> size.toDays();
    };
  }
}
