package dev.turnpike.ui;

import io.quarkus.qute.TemplateData;
import java.math.BigInteger;

/**
 * How full something is, drawn as a bar by {@code {#gauge it /}} with the same facts as text.
 *
 * @param label what is measured
 * @param text the numbers in words, such as "8,200 of 10,000 requests"
 * @param percent how much is used, 0 to 100
 * @param heldPercent used and held together, at least {@code percent}
 * @param tone {@code ok}, {@code warn} from 80 %, {@code bad} when nothing is left
 */
@TemplateData
public record Gauge(String label, String text, int percent, int heldPercent, String tone) {
  private static final int NEARLY_FULL = 80;

  /** A limit of which {@code used} of {@code limit} units are gone. */
  public static Gauge ofUsage(String label, long used, long limit, String unit) {
    String text = Formats.share(used, limit) + " " + unit;
    int percent = share(used, limit);
    return new Gauge(label, text, percent, percent, tone(used, limit, percent));
  }

  /** A limit on which calls in flight hold a part. */
  public static Gauge ofUsage(String label, long used, long held, long limit, String unit) {
    String text = Formats.share(used, limit) + " " + unit;
    int percent = share(used, limit);
    return new Gauge(label, text, percent, share(used + held, limit), tone(used, limit, percent));
  }

  public boolean held() {
    return heldPercent > percent;
  }

  public String percentText() {
    return percent + " %";
  }

  private static String tone(long used, long limit, int percent) {
    if (used >= limit) {
      return "bad";
    }
    return percent >= NEARLY_FULL ? "warn" : "ok";
  }

  private static int share(long part, long whole) {
    if (whole <= 0 || part >= whole) {
      return 100;
    }
    return BigInteger.valueOf(Math.max(0, part))
        .multiply(BigInteger.valueOf(100))
        .divide(BigInteger.valueOf(whole))
        .intValue();
  }
}
