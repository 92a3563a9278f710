package cluster;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What all proofs say and how they fail. */
final class Proof {
  private static final long BEGIN = System.nanoTime();

  private Proof() {}

  static void say(String text, Object... values) {
    System.out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(since(BEGIN)), format(text, values));
  }

  /** A line for docs/testing.md. */
  static void row(String what, String figures, Object... values) {
    System.out.println("| " + what + " | " + format(figures, values) + " |");
  }

  static String format(String text, Object... values) {
    return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
  }

  static void require(boolean holds, String what, Object... values) {
    if (!holds) {
      throw new Broken("does not hold: " + format(what, values));
    }
  }

  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  static int number(String variable, int usual) {
    String text = System.getenv(variable);
    return text == null || text.isBlank() ? usual : Integer.parseInt(text);
  }

  /** What was to be proved is not so. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }
}
