package dev.turnpike.portal;

import dev.turnpike.tenants.usage.CallSeries;
import dev.turnpike.ui.Reader;
import dev.turnpike.ui.StackedBars;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts as bars: a step without calls has a place too. */
@ApplicationScoped
class UsageCharts {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GERMAN_DAY =
      DateTimeFormatter.ofPattern("d. MMM", Locale.GERMAN).withZone(ZoneOffset.UTC);

  /** The others share a colour. */
  private static final int COLOURS = 5;

  private final UsageText text;
  private final Clock clock;

  UsageCharts(UsageText text, Clock clock) {
    this.text = text;
    this.clock = clock;
  }

  StackedBars of(CallSeries.Question question, CallSeries.Series series) {
    Map<String, StackedBars.Key> keys = keys(question, series);
    Map<String, Integer> columns = new LinkedHashMap<>();
    keys.keySet().forEach(name -> columns.put(name, columns.size()));
    Map<Instant, long[]> steps = new LinkedHashMap<>();
    ChronoUnit step = question.period().step();
    Instant last = clock.instant();
    for (Instant at = series.since(); !at.isAfter(last); at = at.plus(1, step)) {
      steps.put(at, new long[keys.size()]);
    }
    for (CallSeries.Count count : series.counts()) {
      long[] numbers = steps.get(count.at());
      Integer column = columns.get(count.series());
      if (numbers != null && column != null) {
        numbers[column] += count.calls();
      }
    }
    return StackedBars.of(
        List.copyOf(keys.values()),
        steps.keySet().stream().map(at -> name(question.period(), at)).toList(),
        List.copyOf(steps.values()));
  }

  static String name(CallSeries.Period period, Instant at) {
    if (period == CallSeries.Period.DAY) {
      return HOUR.format(at);
    }
    return switch (Reader.current().language()) {
      case ENGLISH -> DAY.format(at);
      case GERMAN -> GERMAN_DAY.format(at);
    };
  }

  private Map<String, StackedBars.Key> keys(
      CallSeries.Question question, CallSeries.Series series) {
    Map<String, StackedBars.Key> keys = new LinkedHashMap<>();
    List<String> names =
        new ArrayList<>(series.counts().stream().map(CallSeries.Count::series).distinct().toList());
    names.sort(null);
    for (String name : names) {
      keys.put(name, question.byProduct() ? product(name, keys.size()) : status(name));
    }
    return keys;
  }

  private StackedBars.Key product(String name, int place) {
    return new StackedBars.Key(
        name.isEmpty() ? text.noProduct() : name, "c" + Math.min(place, COLOURS));
  }

  private StackedBars.Key status(String hundreds) {
    return switch (hundreds) {
      case "2" -> new StackedBars.Key("2xx " + text.served(), "good");
      case "3" -> new StackedBars.Key("3xx " + text.redirected(), "info");
      case "4" -> new StackedBars.Key("4xx " + text.refused(), "warn");
      case "5" -> new StackedBars.Key("5xx " + text.failed(), "bad");
      default -> new StackedBars.Key(hundreds + "xx " + text.other(), "c5");
    };
  }
}
