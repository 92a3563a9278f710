package dev.turnpike.ui;

import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.quote.Estimate;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** "What would this cost me": plans beside each other, for the use that a form says. */
@ApplicationScoped
public class Estimates {
  private static final long MOST_UNITS = 10_000_000_000L;
  private static final long USUAL_CALLS = 10_000;

  private final PlanText text;
  private final PlanWords words;

  Estimates(PlanText text, PlanWords words) {
    this.text = text;
    this.words = words;
  }

  /** A plan to be compared. */
  public record Candidate(String name, PlanTerms terms) {}

  /** What the visitor asks about: a field for each unit that some plan prices or limits. */
  public UsageView usage(Collection<PlanTerms> plans, MultivaluedMap<String, String> sent) {
    Set<PlanTerms.Unit> units = EnumSet.of(PlanTerms.Unit.requests);
    for (PlanTerms terms : plans) {
      terms.prices().forEach(price -> units.add(price.unit()));
      terms.limits().forEach(limit -> units.add(limit.of()));
      if (!terms.models().isEmpty()) {
        units.add(PlanTerms.Unit.input_tokens);
        units.add(PlanTerms.Unit.cached_tokens);
        units.add(PlanTerms.Unit.output_tokens);
      }
    }
    List<String> models =
        plans.stream()
            .flatMap(terms -> terms.models().stream())
            .map(model -> model.model())
            .distinct()
            .toList();
    return new UsageView(
        units.stream().map(unit -> field(unit, sent)).toList(), models, sent.getFirst("model"));
  }

  private UsageView.Field field(PlanTerms.Unit unit, MultivaluedMap<String, String> sent) {
    return new UsageView.Field(unit.name(), words.units(unit), count(unit, sent));
  }

  /** Whatever is no count is none; calls are 10,000 until somebody says otherwise. */
  private static long count(PlanTerms.Unit unit, MultivaluedMap<String, String> sent) {
    String said = sent.getFirst(unit.name());
    if (said == null) {
      return unit == PlanTerms.Unit.requests ? USUAL_CALLS : 0;
    }
    String digits = said.replaceAll("[ ,.'_]", "");
    boolean isCount =
        !digits.isEmpty()
            && digits.length() <= 13
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isCount ? Math.min(Long.parseLong(digits), MOST_UNITS) : 0;
  }

  /** The plans in their order; the cheapest that suffices is marked, among equal currencies. */
  public EstimatesView compare(List<Candidate> plans, UsageView usage) {
    Quantities monthly = quantities(usage);
    List<Estimate> estimates = estimates(plans, monthly, usage.modelOrNull());
    long dearest =
        Math.max(1, estimates.stream().mapToLong(one -> one.monthly().micros()).max().orElse(1));
    return new EstimatesView(
        IntStream.range(0, plans.size())
            .mapToObj(
                i ->
                    row(
                        plans.get(i),
                        estimates.get(i),
                        isCheapest(estimates.get(i), estimates),
                        dearest))
            .toList());
  }

  private static List<Estimate> estimates(
      List<Candidate> plans, Quantities monthly, @Nullable String model) {
    try {
      return plans.stream().map(plan -> Estimate.of(plan.terms(), monthly, model)).toList();
    } catch (ArithmeticException beyondAllMoney) {
      throw new BadRequestException(beyondAllMoney);
    }
  }

  private static boolean isCheapest(Estimate one, List<Estimate> all) {
    Money month = one.monthly();
    return all.size() > 1
        && one.suffices()
        && all.stream()
            .filter(Estimate::suffices)
            .map(Estimate::monthly)
            .filter(other -> other.currency().equals(month.currency()))
            .allMatch(other -> other.compareTo(month) >= 0);
  }

  private EstimatesView.Row row(Candidate plan, Estimate estimate, boolean cheapest, long dearest) {
    String period = plan.terms().billingPeriod().name();
    Money month = estimate.monthly();
    return new EstimatesView.Row(
        plan.name(),
        estimate.lines().stream().map(line -> line(line, period)).toList(),
        month,
        estimate.months() == 1 ? null : text.perPeriod(Formats.amount(estimate.period()), period),
        estimate.setup().isPositive() ? estimate.setup() : null,
        stop(estimate.stop()),
        cheapest,
        (int) Math.min(100, month.micros() / Math.max(1, dearest / 100)),
        text.barLabel(plan.name(), Formats.amount(month)));
  }

  private EstimatesView.Line line(Estimate.Line line, String period) {
    Unit unit = line.unit();
    if (unit == null) {
      return new EstimatesView.Line(text.feeLine(period), line.cost());
    }
    String count = Formats.grouped(line.units());
    String units = words.units(PlanWords.word(unit), line.units());
    return new EstimatesView.Line(
        line.included() == 0
            ? text.useLine(count, units)
            : text.useLineIncluded(count, units, Formats.grouped(line.included())),
        line.cost());
  }

  private @Nullable String stop(@Nullable Limit limit) {
    return limit == null
        ? null
        : text.stops(
            text.limit(
                Formats.grouped(limit.quantity()),
                words.units(PlanWords.word(limit.unit()), limit.quantity()),
                limit.window().name().toLowerCase(Locale.ROOT)));
  }

  private static Quantities quantities(UsageView usage) {
    Map<Unit, Long> counts = new EnumMap<>(Unit.class);
    for (UsageView.Field field : usage.fields()) {
      counts.put(Unit.valueOf(field.name().toUpperCase(Locale.ROOT)), field.count());
    }
    return new Quantities(counts);
  }
}
