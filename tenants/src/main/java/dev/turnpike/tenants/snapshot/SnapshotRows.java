package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.DeprecationTerms;
import dev.turnpike.tenants.catalog.OriginTerms;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.WalletId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the database's documents to the snapshot's records. */
final class SnapshotRows {
  private SnapshotRows() {}

  static Publisher publisher(Row row, Map<PlanId, Plan> plans) {
    List<Api> apis = objects(row.getJsonArray("apis"), SnapshotRows::api);
    List<Product> products =
        objects(row.getJsonArray("products"), product -> product(product, plans));
    return new Publisher(
        new TenantId(row.getUUID("id")),
        row.getString("slug"),
        row.getString("name"),
        row.getBoolean("suspended"),
        new Publisher.Support(row.getString("support_email"), row.getString("support_url")),
        apis.stream().collect(Collectors.toMap(Api::slug, Function.identity())),
        products.stream().collect(Collectors.toMap(Product::id, Function.identity())));
  }

  static Application application(Row row, Map<PlanId, Plan> plans) {
    ApplicationId id = new ApplicationId(row.getUUID("id"));
    return new Application(
        id,
        new TenantId(row.getUUID("tenant_id")),
        row.getString("tenant_slug"),
        row.getString("slug"),
        row.getString("name"),
        objects(row.getJsonArray("keys"), key -> KeyRows.key(key, id)),
        objects(row.getJsonArray("subscriptions"), s -> subscription(s, plans)),
        objects(row.getJsonArray("budgets"), SnapshotRows::budget));
  }

  static Budget budget(JsonObject b) {
    return new Budget(
        UUID.fromString(b.getString("id")),
        b.getString("name"),
        new Money(b.getLong("amount"), Currency.getInstance(b.getString("currency"))),
        constant(Limit.Window.class, b.getString("period")),
        ZoneId.of(b.getString("zone")),
        b.getBoolean("hard"),
        LocalDate.parse(b.getString("anchor")));
  }

  private static Api api(JsonObject api) {
    ApiTerms terms = api.getJsonObject("terms").mapTo(ApiTerms.class);
    OriginTerms origins = Objects.requireNonNull(terms.origins(), "a release has an origin");
    Route general = Routes.of(terms.policies(), null);
    return new Api(
        ApiId.of(api.getString("id")),
        api.getString("slug"),
        api.getString("name"),
        constant(Api.Stage.class, api.getString("stage")),
        constant(Api.Visibility.class, api.getString("visibility")),
        Set.copyOf(strings(api.getJsonArray("listed"), TenantId::of)),
        OriginSets.live(origins),
        OriginSets.test(origins),
        constant(Api.Dialect.class, api.getString("dialect")),
        constant(Api.Disclosure.class, api.getString("disclosure")),
        terms.operations().stream()
            .map(
                o ->
                    new Api.Operation(
                        o.id(),
                        o.method(),
                        o.path(),
                        o.once(),
                        o.policies() == null ? general : Routes.of(terms.policies(), o.policies())))
            .toList(),
        strings(api.getJsonArray("products"), ProductId::of),
        deprecation(terms.deprecation()),
        general);
  }

  private static Api.@Nullable Deprecation deprecation(@Nullable DeprecationTerms terms) {
    return terms == null
        ? null
        : new Api.Deprecation(
            terms.begins(),
            terms.ends(),
            terms.successor(),
            terms.link() == null ? null : URI.create(terms.link()));
  }

  private static Product product(JsonObject product, Map<PlanId, Plan> plans) {
    return new Product(
        ProductId.of(product.getString("id")),
        product.getString("slug"),
        product.getString("name"),
        objects(
            product.getJsonArray("plans"),
            plan ->
                plan(
                    plan.getString("id"),
                    plan.getString("slug"),
                    plan.getString("name"),
                    plan.getJsonObject("terms"),
                    plans)),
        product.getString("message"),
        hook(product.getJsonObject("eligibility")));
  }

  private static @Nullable EligibilityHook hook(@Nullable JsonObject hook) {
    return hook == null
        ? null
        : new EligibilityHook(
            URI.create(hook.getString("url")),
            hook.getString("secret"),
            Duration.ofSeconds(hook.getInteger("cache_seconds")),
            Duration.ofMillis(hook.getInteger("timeout_millis")));
  }

  private static Subscription subscription(JsonObject s, Map<PlanId, Plan> plans) {
    Plan plan =
        plan(
            s.getString("plan"),
            s.getString("plan_slug"),
            s.getString("plan_name"),
            s.getJsonObject("terms"),
            plans);
    JsonObject raises = s.getJsonObject("raises");
    if (!raises.isEmpty()) {
      Map<String, Long> quantities = new HashMap<>();
      raises.fieldNames().forEach(name -> quantities.put(name, raises.getLong(name)));
      plan = plan.raised(quantities);
    }
    return new Subscription(
        SubscriptionId.of(s.getString("id")),
        ProductId.of(s.getString("product")),
        plan,
        AccountId.of(s.getString("account")),
        WalletId.of(s.getString("wallet")),
        standing(s, plan),
        ZoneId.of(s.getString("zone")),
        Duration.ofMillis(s.getLong("ahead_millis")));
  }

  /** Blocked lies over pending or refused, these over paused, paused over the money state. */
  private static Standing standing(JsonObject s, Plan plan) {
    JsonObject facts = s.getJsonObject("facts");
    JsonObject hindrances = s.getJsonObject("hindrances");
    String state = s.getString("state");
    if (hindrances.containsKey("blocked")) {
      return new Standing.Blocked(hindrances.getString("blocked"));
    }
    if (state.equals("requested")) {
      return new Standing.PendingApproval(
          (s.getInteger("approved") + 1) + " of " + Math.max(1, s.getInteger("steps")),
          s.getBoolean("requesters", false));
    }
    if (state.equals("rejected")) {
      return new Standing.Rejected(facts.getString("reason", ""));
    }
    if (hindrances.containsKey("paused")) {
      return new Standing.Paused();
    }
    return switch (state) {
      case "awaiting_payment" -> new Standing.AwaitingPayment(due(facts, plan));
      case "active" -> new Standing.Active();
      case "trialing" ->
          new Standing.Trialing(required(facts, "until"), s.getBoolean("renews", false));
      case "past_due" ->
          new Standing.PastDue(
              required(facts, "grace_until"), InvoiceId.of(facts.getString("invoice")));
      case "suspended" ->
          new Standing.Suspended(
              InvoiceId.of(facts.getString("invoice")),
              due(facts, plan),
              facts.getString("decline"));
      case "ended" ->
          new Standing.Ended(constant(Standing.Ended.Reason.class, facts.getString("reason")));
      default -> throw new IllegalStateException("subscription in state " + state);
    };
  }

  private static Plan plan(
      String id, String slug, String name, JsonObject terms, Map<PlanId, Plan> plans) {
    PlanId revision = PlanId.of(id);
    Plan known = plans.get(revision);
    if (known != null && known.name().equals(name)) {
      return known;
    }
    Plan plan = Plans.of(revision, slug, name, terms.mapTo(PlanTerms.class));
    plans.put(revision, plan);
    return plan;
  }

  private static Money due(JsonObject facts, Plan plan) {
    return Money.of(facts.getString("due", "0"), plan.currency());
  }

  private static Instant required(JsonObject facts, String name) {
    return OffsetDateTime.parse(facts.getString(name)).toInstant();
  }

  static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  static <T> List<T> objects(JsonArray array, Function<JsonObject, T> each) {
    return array.stream().map(JsonObject.class::cast).map(each).toList();
  }

  static <T> List<T> strings(JsonArray array, Function<String, T> each) {
    return array.stream().map(String.class::cast).map(each).toList();
  }
}
