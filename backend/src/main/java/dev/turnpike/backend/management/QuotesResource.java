package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.management.Callers.Caller;
import dev.turnpike.tenants.decision.RequestPath;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.quote.PeriodUse;
import dev.turnpike.tenants.quote.Quote;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Snapshot;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.snapshot.Subscription;
import dev.turnpike.tenants.snapshot.Unit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a call would cost, without making it: the sums it would be charged by. */
@Path("/manage/v1/quotes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class QuotesResource {
  private static final long MOST_UNITS = 1_000_000_000_000L;

  private final Callers callers;
  private final Snapshots snapshots;
  private final PeriodUse periodUse;
  private final Clock clock;

  QuotesResource(Callers callers, Snapshots snapshots, PeriodUse periodUse, Clock clock) {
    this.callers = callers;
    this.snapshots = snapshots;
    this.periodUse = periodUse;
    this.clock = clock;
  }

  /**
   * A use to be quoted.
   *
   * @param path of the call on the gateway, such as {@code /acme/weather/forecast/berlin}
   * @param plan a plan on sale of the product that sells the API; absent with an application's key:
   *     the one it holds
   * @param model which model would answer
   * @param units how many of each unit; absent: one request
   */
  @Schema(name = "QuoteQuestion")
  record Wish(
      @Nullable String path,
      @Nullable String plan,
      @Nullable String model,
      @Nullable Map<String, Long> units) {}

  /**
   * One unit's part.
   *
   * @param included what the plan includes of it in a period
   * @param includedLeft before this use
   */
  @Schema(name = "QuoteLine")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String unit,
      long units,
      Amount cost,
      @Nullable Long usedInPeriod,
      @Nullable Long included,
      @Nullable Long includedLeft) {
    static Line of(Quote.Line line) {
      return new Line(
          word(line.unit()),
          line.units(),
          Amount.of(line.cost()),
          line.cumulative() ? line.from() : null,
          line.included() == 0 ? null : line.included(),
          line.included() == 0 ? null : line.includedLeft());
    }
  }

  /**
   * What it would cost.
   *
   * @param cost now
   * @param atMost what is reserved for it before it is made
   */
  @Schema(name = "Quote")
  @JsonNaming(SnakeCaseStrategy.class)
  record Answer(
      String publisher,
      String product,
      String plan,
      String billing,
      Amount cost,
      Amount atMost,
      List<Line> lines) {}

  /** Who sells it, by which plan, to whom. */
  private record Sold(
      Publisher publisher, Product product, Plan plan, Optional<Subscription> held) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "quote",
      summary = "What a call would cost and from which plan; charges and reserves nothing")
  public Uni<Answer> quote(@Nullable Wish wish) {
    Optional<Caller> caller =
        callers.presentsKey() ? Optional.of(callers.application()) : Optional.empty();
    if (caller.isEmpty()) {
      var unused = callers.person();
    }
    Wish sent = Sent.body(wish);
    Sold sold = sold(snapshots.current(), caller, sent);
    Quantities use = use(sent.units());
    return used(caller, sold).map(used -> answer(sold, sent.model(), use, used));
  }

  private Uni<Quantities> used(Optional<Caller> caller, Sold sold) {
    return caller.isPresent() && sold.held().isPresent()
        ? periodUse.of(caller.get().application().consumer(), sold.held().get(), clock.instant())
        : Uni.createFrom().item(new Quantities(Map.of()));
  }

  private static Answer answer(Sold sold, @Nullable String model, Quantities use, Quantities used) {
    Quote quote = rated(sold.plan(), model, use, used);
    return new Answer(
        sold.publisher().slug(),
        sold.product().slug(),
        sold.plan().slug(),
        sold.plan().billing().name().toLowerCase(Locale.ROOT),
        Amount.of(quote.cost()),
        Amount.of(quote.most()),
        quote.lines().stream().map(Line::of).toList());
  }

  private static Quote rated(Plan plan, @Nullable String model, Quantities use, Quantities used) {
    try {
      return Quote.of(plan, model, use, used);
    } catch (ArithmeticException beyondAllMoney) {
      throw Problem.invalid("units", "So many cost more than there is money.").refused();
    }
  }

  private static Sold sold(Snapshot snapshot, Optional<Caller> caller, Wish sent) {
    if (!(RequestPath.parse(Sent.text("path", sent.path())) instanceof RequestPath.Path path)) {
      throw Problem.invalid("path", "This is no path on the gateway.").refused();
    }
    Publisher publisher = snapshot.publisher(path.publisher());
    Api api = publisher == null ? null : publisher.apis().get(path.api());
    if (publisher == null
        || api == null
        || !api.visibleTo(
            caller.map(known -> known.application().consumer()).orElse(null), publisher.id())) {
      throw Problem.invalid("path", "There is no such API, or you may not know of it.").refused();
    }
    for (ProductId id : api.products()) {
      Product product = publisher.products().get(id);
      Optional<Subscription> held = product == null ? Optional.empty() : held(caller, id);
      Optional<Plan> plan = product == null ? Optional.empty() : plan(product, held, sent.plan());
      if (product != null && plan.isPresent()) {
        return new Sold(
            publisher,
            product,
            plan.get(),
            held.filter(own -> own.plan().slug().equals(plan.get().slug())));
      }
    }
    throw Problem.invalid(
            "plan",
            "Name a plan on sale that includes this API"
                + (caller.isPresent() ? "; the application holds none." : "."))
        .refused();
  }

  private static Optional<Subscription> held(Optional<Caller> caller, ProductId product) {
    return caller.stream()
        .flatMap(known -> known.application().subscriptions().stream())
        .filter(subscription -> subscription.product().equals(product))
        .findFirst();
  }

  private static Optional<Plan> plan(
      Product product, Optional<Subscription> held, @Nullable String named) {
    if (named == null) {
      return held.map(Subscription::plan);
    }
    return held.map(Subscription::plan)
        .filter(plan -> plan.slug().equals(named))
        .or(() -> product.plans().stream().filter(plan -> plan.slug().equals(named)).findFirst());
  }

  private static Quantities use(@Nullable Map<String, Long> sent) {
    if (sent == null) {
      return Quantities.ONE_REQUEST;
    }
    Map<Unit, Long> counts = new EnumMap<>(Unit.class);
    sent.forEach((name, count) -> counts.put(unit(name), checked(name, count)));
    return new Quantities(counts);
  }

  private static long checked(String name, @Nullable Long count) {
    if (count == null || count < 0 || count > MOST_UNITS) {
      throw Problem.invalid("units." + name, "It is 0 to " + MOST_UNITS + ".").refused();
    }
    return count;
  }

  private static Unit unit(String name) {
    for (Unit unit : Unit.values()) {
      if (word(unit).equals(name)) {
        return unit;
      }
    }
    throw Problem.invalid(
            "units." + name,
            "It is no unit: write requests, bytes, input_tokens, output_tokens, cached_tokens,"
                + " inferences or seconds.")
        .refused();
  }

  private static String word(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
