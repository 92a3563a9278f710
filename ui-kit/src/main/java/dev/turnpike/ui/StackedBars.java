package dev.turnpike.ui;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers over time as stacked bars, laid out for an inline SVG of {@link #WIDTH} × {@link #HEIGHT}
 * units; the same numbers go beside it as a table, for whoever cannot see it.
 *
 * @param top the number at the upper edge
 */
@TemplateData
public record StackedBars(List<Bar> bars, List<Key> keys, long top) {
  public static final int WIDTH = 720;
  public static final int HEIGHT = 200;
  private static final int LONGEST_LABELS = 12;

  public StackedBars {
    bars = List.copyOf(bars);
    keys = List.copyOf(keys);
  }

  /** One series: its name and the class that colours it. */
  @TemplateData
  public record Key(String name, String tone) {}

  /** A step of time with its parts from below; {@code label} is empty where it would crowd. */
  @TemplateData
  public record Bar(String name, String label, int x, int width, int middle, List<Part> parts) {
    public long total() {
      return parts.stream().mapToLong(Part::number).sum();
    }
  }

  @TemplateData
  public record Part(Key key, long number, int y, int height) {}

  /**
   * Lays the bars out.
   *
   * @param steps the names of the steps, in order
   * @param numbers for each step one number a key, in the keys' order
   */
  public static StackedBars of(List<Key> keys, List<String> steps, List<long[]> numbers) {
    long top = 1;
    for (long[] step : numbers) {
      long sum = 0;
      for (long number : step) {
        sum += number;
      }
      top = Math.max(top, sum);
    }
    int count = Math.max(1, steps.size());
    int every = Math.ceilDiv(count, LONGEST_LABELS);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int from = WIDTH * i / count;
      int to = WIDTH * (i + 1) / count;
      int gap = Math.max(1, (to - from) / 6);
      bars.add(
          new Bar(
              steps.get(i),
              i % every == 0 ? steps.get(i) : "",
              from + gap,
              Math.max(1, to - from - 2 * gap),
              (from + to) / 2,
              parts(keys, numbers.get(i), top)));
    }
    return new StackedBars(bars, keys, top);
  }

  private static List<Part> parts(List<Key> keys, long[] numbers, long top) {
    List<Part> parts = new ArrayList<>();
    int y = HEIGHT;
    for (int k = 0; k < keys.size(); k++) {
      if (numbers[k] == 0) {
        continue;
      }
      // What is there at all is at least a line.
      int height = Math.max(1, (int) (numbers[k] * HEIGHT / top));
      y = Math.max(0, y - height);
      parts.add(new Part(keys.get(k), numbers[k], y, height));
    }
    return parts;
  }

  public boolean isEmpty() {
    return bars.stream().allMatch(bar -> bar.parts().isEmpty());
  }
}
