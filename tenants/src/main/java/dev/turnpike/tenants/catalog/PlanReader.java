package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.PlanTerms.LimitTerms;
import dev.turnpike.tenants.catalog.PriceTerms.PackTerms;
import dev.turnpike.tenants.catalog.PriceTerms.TierTerms;
import dev.turnpike.tenants.catalog.StepTerms.QuestionTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plan's terms as a person wrote them, in a tenant's file, a request or the editor. Tells
 * every fault of the plan at once, each with the path of its field.
 */
public final class PlanReader {
  private final List<Fault> faults = new ArrayList<>();

  private PlanReader() {}

  /**
   * The terms of a document.
   *
   * @param beside fields of the same object that are not the terms' and are read elsewhere
   * @throws BadPlan with all that is wrong
   */
  public static PlanTerms read(JsonNode plan, Set<String> beside) {
    PlanReader reader = new PlanReader();
    PlanTerms terms = reader.terms(Fields.of(plan, reader.faults), beside);
    if (terms == null || !reader.faults.isEmpty()) {
      throw new BadPlan(reader.faults);
    }
    return terms;
  }

  /** None when it can be read. */
  public static List<Fault> faults(JsonNode plan, Set<String> beside) {
    try {
      read(plan, beside);
      return List.of();
    } catch (BadPlan bad) {
      return bad.faults();
    }
  }

  private @Nullable PlanTerms terms(Fields plan, Set<String> beside) {
    PlanTerms.Billing billing = plan.word("billing", PlanTerms.Billing.class);
    String currency = plan.text("currency");
    String requestPrice = plan.amount("request_price");
    String recurringFee = plan.amount("recurring_fee");
    String setupFee = plan.amount("setup_fee");
    PlanTerms.Period period = plan.word("period", PlanTerms.Period.class);
    List<PriceTerms> prices = plan.each("prices", PlanReader::price);
    List<ModelTerms> models = plan.each("models", PlanReader::model);
    List<LimitTerms> limits = plan.each("limits", PlanReader::limit);
    List<String> operations = plan.texts("operations");
    Integer trialDays = plan.days("trial_days");
    Integer graceDays = plan.days("grace_days");
    List<StepTerms> process = plan.each("process", PlanReader::step);
    beside.forEach(plan::ignore);
    plan.noMore();
    List<Fault> misread = List.copyOf(faults);
    try {
      return new PlanTerms(
          orMissing(billing),
          orMissing(currency),
          requestPrice,
          recurringFee,
          setupFee,
          period,
          prices,
          models,
          limits,
          operations,
          trialDays,
          graceDays,
          process);
    } catch (BadPlan bad) {
      bad.faults().stream().filter(fault -> !follows(fault, misread)).forEach(faults::add);
      return null;
    }
  }

  /** Whether a fault may only be there because a field on its way was misread. */
  private static boolean follows(Fault fault, List<Fault> misread) {
    return misread.stream()
        .map(Fault::path)
        .anyMatch(
            path ->
                path.startsWith(fault.path())
                    || fault.path().startsWith(path)
                    || (fault.path().equals("billing") && isAmount(path))
                    || (fault.path().startsWith("process") && path.endsWith("_fee")));
  }

  private static boolean isAmount(String path) {
    return path.startsWith("prices")
        || path.startsWith("models")
        || path.endsWith("_price")
        || path.endsWith("_fee");
  }

  private static PriceTerms price(Fields price) {
    PriceTerms read =
        new PriceTerms(
            orMissing(price.word("unit", PlanTerms.Unit.class)),
            price.amount("price"),
            price.count("per"),
            price.each("tiers", PlanReader::tier),
            price.each("volume", PlanReader::tier),
            pack(price.object("pack")),
            price.count("included"),
            price.flag("overage"),
            price.amount("overage_cap"));
    price.noMore();
    return read;
  }

  private static TierTerms tier(Fields tier) {
    TierTerms read = new TierTerms(tier.count("up_to"), orMissing(tier.amount("price")));
    tier.noMore();
    return read;
  }

  private static @Nullable PackTerms pack(@Nullable Fields pack) {
    if (pack == null) {
      return null;
    }
    PackTerms read = new PackTerms(pack.countOrFault("size"), orMissing(pack.amount("price")));
    pack.noMore();
    return read;
  }

  private static ModelTerms model(Fields model) {
    ModelTerms read =
        new ModelTerms(
            orMissing(model.text("model")),
            orMissing(model.amount("input")),
            model.amount("cached"),
            orMissing(model.amount("output")));
    model.noMore();
    return read;
  }

  private static LimitTerms limit(Fields limit) {
    LimitTerms read =
        new LimitTerms(
            orMissing(limit.text("name")),
            orMissing(limit.word("kind", LimitTerms.Kind.class)),
            limit.countOrFault("quantity"),
            orMissing(limit.word("window", LimitTerms.Window.class)),
            limit.word("unit", PlanTerms.Unit.class),
            limit.word("scope", LimitTerms.Scope.class),
            limit.flag("hard"),
            limit.flag("rolling"));
    limit.noMore();
    return read;
  }

  private static StepTerms step(Fields step) {
    String kind = step.text("kind");
    StepTerms read =
        new StepTerms(
            orMissing(kind == null ? null : StepTerms.Kind.of(kind)),
            step.text("role"),
            step.days("approvals"),
            step.days("days"),
            step.text("escalate"),
            orMissing(step.each("questions", PlanReader::question)),
            step.text("text"),
            step.text("revision"),
            step.text("url"),
            null);
    step.noMore();
    return read;
  }

  private static QuestionTerms question(Fields question) {
    QuestionTerms read =
        new QuestionTerms(
            orMissing(question.text("name")),
            orMissing(question.text("label")),
            question.flag("required"),
            question.texts("choices"));
    question.noMore();
    return read;
  }

  /** What is missing goes into the record as null, where {@link PlanCheck} finds it. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T orMissing(@Nullable T value) {
    return value;
  }
}
