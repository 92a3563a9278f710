package dev.turnpike.tenants.storefront;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A colour in sRGB, each part 0 to 255. It comes from six digits and is written as six digits;
 * nothing else that somebody typed ever reaches a stylesheet.
 */
public record Colour(int red, int green, int blue) {
  public static final Colour WHITE = new Colour(255, 255, 255);
  public static final Colour BLACK = new Colour(0, 0, 0);

  private static final int MILLION = 1_000_000;

  public Colour {
    if (((red | green | blue) & ~0xff) != 0) {
      throw new IllegalArgumentException("parts are 0 to 255");
    }
  }

  /** Reads {@code #0b6147}, in any case; empty for anything else. */
  public static Optional<Colour> parse(@Nullable String text) {
    if (text == null || !text.matches("#[0-9a-fA-F]{6}")) {
      return Optional.empty();
    }
    int all = Integer.parseInt(text.substring(1), 16);
    return Optional.of(new Colour(all >> 16, (all >> 8) & 0xff, all & 0xff));
  }

  /**
   * The contrast of the two in hundredths, rounded down: 100 to 2100 (WCAG 2.2, contrast ratio).
   * 450 is the least for text.
   */
  public int contrast(Colour other) {
    int one = luminance() + MILLION / 20;
    int two = other.luminance() + MILLION / 20;
    return (int) (100L * Math.max(one, two) / Math.min(one, two));
  }

  /** This with so many hundredths of the other. */
  public Colour mixed(Colour other, int percent) {
    return new Colour(
        mixed(red, other.red, percent),
        mixed(green, other.green, percent),
        mixed(blue, other.blue, percent));
  }

  private static int mixed(int one, int other, int percent) {
    return (one * (100 - percent) + other * percent + 50) / 100;
  }

  /** The relative luminance in millionths. */
  private int luminance() {
    return (2126 * linear(red) + 7152 * linear(green) + 722 * linear(blue)) / 1_000;
  }

  /** In hundred-thousandths, so that the sum above stays an int. */
  private static int linear(int part) {
    return part <= 10
        ? (int) Math.round(part / 255.0 / 12.92 * MILLION / 10)
        : (int) Math.round(Math.pow((part / 255.0 + 0.055) / 1.055, 2.4) * MILLION / 10);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }
}
