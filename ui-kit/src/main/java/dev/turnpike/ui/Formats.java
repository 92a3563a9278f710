package dev.turnpike.ui;

import dev.turnpike.tenants.kernel.Money;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write numbers and times: English, UTC, never ambiguous. */
@TemplateExtension
public final class Formats {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Formats() {}

  /** {@code 12345} as {@code 12,345}. */
  public static String grouped(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
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
    String fraction = point < 0 ? "" : unsigned.substring(point);
    return sign + grouped(Long.parseLong(whole)) + fraction;
  }

  /** The currency's ISO code. */
  public static String code(Money money) {
    return money.currency().getCurrencyCode();
  }

  /** {@code 21 Nov 2026, 10:27:13 UTC}. */
  public static String stamp(Instant at) {
    return STAMP.format(at);
  }

  /** {@code 21 Nov 2026}. */
  public static String day(Instant at) {
    return DAY.format(at);
  }

  /** {@code 21 Nov 2026}. */
  public static String day(LocalDate date) {
    return DAY.format(date.atStartOfDay(ZoneOffset.UTC));
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
      return "now";
    }
    String text = span(size);
    return distance.isNegative() ? "in " + text : text + " ago";
  }

  /** A duration in its largest fitting unit: "90 seconds" is the last in seconds. */
  public static String span(Duration size) {
    if (size.toSeconds() < 90) {
      return plural(size.toSeconds(), "second");
    }
    if (size.toMinutes() < 90) {
      return plural(size.toMinutes(), "minute");
    }
    if (size.toHours() < 36) {
      return plural(size.toHours(), "hour");
    }
    return plural(size.toDays(), "day");
  }

  private static String plural(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
