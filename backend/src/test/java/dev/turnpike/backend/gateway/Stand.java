package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Admission;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.DenialTokens;
import dev.turnpike.tenants.decision.Links;
import dev.turnpike.tenants.decision.RecentDenials;
import dev.turnpike.tenants.decision.Refusals;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.WalletId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Eligibility;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Price;
import dev.turnpike.tenants.snapshot.Prices;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Snapshot;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Subscription;
import dev.turnpike.tenants.snapshot.Unit;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A gateway on a free port in front of one origin: acme publishes weather, globex's storefront
 * calls it with a test key under a plan of its own. Money and log are kept in memory.
 */
final class Stand implements AutoCloseable {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Ids IDS = new Ids(CLOCK);
  private static final ApiKeys.Issued ISSUED = ApiKeys.issue(Mode.TEST, new SecureRandom());

  final MemoryLeases leases = new MemoryLeases();
  final MemoryReplays replays = new MemoryReplays();
  final MemoryCallLog log = new MemoryCallLog();
  private final Vertx vertx = Vertx.vertx();
  private final DataPlane plane;

  private Stand(
      URI origin,
      Plan plan,
      Standing standing,
      Api.Disclosure disclosure,
      List<Api.Operation> operations,
      Map<String, String> settings) {
    GatewayConfig config = config(settings);
    Snapshot snapshot = snapshot(origin, plan, standing, disclosure, operations);
    plane =
        new DataPlane(
            vertx,
            config,
            () -> snapshot,
            (question) -> io.vertx.core.Future.succeededFuture(new Eligibility.Eligible()),
            leases,
            replays,
            log,
            new Admission(new MemoryRateLimits(1000)),
            new Refusals(
                new Links(URI.create("http://portal.example")),
                new DenialTokens("a secret of the tests", new SecureRandom()),
                new RecentDenials()),
            IDS,
            CLOCK);
    plane.start();
  }

  /** Each call costs 0.01 USD; answers take at most a second, to keep tests short. */
  static Stand before(URI origin) {
    return before(origin, Map.of());
  }

  static Stand before(URI origin, Map<String, String> settings) {
    return new Stand(
        origin,
        plan(List.of(), 10_000),
        new Standing.Active(),
        Api.Disclosure.FULL,
        List.of(),
        settings);
  }

  /** With one route, {@code POST /orders/**}, whose calls may be repeated. */
  static Stand repeatableBefore(URI origin) {
    return new Stand(
        origin,
        plan(List.of(), 10_000),
        new Standing.Active(),
        Api.Disclosure.FULL,
        List.of(new Api.Operation("order", "POST", "/orders/**", true)),
        Map.of());
  }

  /** Each byte of both bodies costs: nobody knows the cost before the answer's end. */
  static Stand pricedByBytesBefore(URI origin) {
    Prices prices =
        new Prices(
            List.of(
                new Price(Unit.REQUESTS, 0, new Price.Flat(10_000_000_000L)),
                new Price(Unit.BYTES, 0, new Price.Flat(1_000_000L))),
            Map.of());
    Plan plan =
        new Plan(
            new PlanId(IDS.next()),
            "bytes",
            "Bytes",
            Currency.getInstance("USD"),
            Plan.Billing.PREPAID,
            prices,
            0,
            Limit.Window.MONTH,
            List.of(),
            Set.of());
    return new Stand(origin, plan, new Standing.Active(), Api.Disclosure.FULL, List.of(), Map.of());
  }

  private static Plan plan(List<Limit> limits, long price) {
    return new Plan(
        new PlanId(IDS.next()),
        "credits",
        "Credits",
        Currency.getInstance("USD"),
        price == 0 ? Plan.Billing.FREE : Plan.Billing.PREPAID,
        price,
        0,
        limits,
        Set.of());
  }

  static Stand limitedBefore(URI origin, Limit... limits) {
    return new Stand(
        origin,
        plan(List.of(limits), 0),
        new Standing.Active(),
        Api.Disclosure.FULL,
        List.of(),
        Map.of());
  }

  /** The same, to callers who may know so much, under a subscription that stands so. */
  static Stand telling(URI origin, Api.Disclosure disclosure, Standing standing, Limit... limits) {
    return new Stand(
        origin, plan(List.of(limits), 10_000), standing, disclosure, List.of(), Map.of());
  }

  /** The good key. */
  String key() {
    return ISSUED.text();
  }

  int port() {
    return plane.port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  DataPlane plane() {
    return plane;
  }

  @Override
  public void close() {
    plane.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  static GatewayConfig config(Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "turnpike.gateway.port", "0",
                "turnpike.gateway.event-loops", "2",
                "turnpike.gateway.response-timeout", "1s",
                "turnpike.gateway.drain-timeout", "2s"));
    all.putAll(settings);
    return configOf(all);
  }

  static GatewayConfig configOf(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withConverter(
            io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
        .withMapping(GatewayConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .build()
        .getConfigMapping(GatewayConfig.class);
  }

  private static Snapshot snapshot(
      URI origin,
      Plan plan,
      Standing standing,
      Api.Disclosure disclosure,
      List<Api.Operation> operations) {
    TenantId acme = new TenantId(IDS.next());
    ProductId product = new ProductId(IDS.next());
    ApplicationId storefront = new ApplicationId(IDS.next());
    Api weather =
        new Api(
            new ApiId(IDS.next()),
            "weather",
            "Weather",
            Api.Stage.PUBLISHED,
            Api.Visibility.PUBLIC,
            Set.of(),
            origin,
            null,
            Api.Dialect.PROBLEM,
            disclosure,
            operations,
            List.of(product));
    Publisher publisher =
        new Publisher(
            acme,
            "acme",
            "Acme",
            false,
            new Publisher.Support("help@acme.example", null),
            Map.of("weather", weather),
            Map.of(product, new Product(product, "weather", "Weather", List.of(plan), null)));
    Key key = new Key(ISSUED.id(), ISSUED.secretHash(), storefront, Mode.TEST, false, null, null);
    Subscription subscription =
        new Subscription(
            new SubscriptionId(IDS.next()),
            product,
            plan,
            new AccountId(IDS.next()),
            new WalletId(IDS.next()),
            standing);
    Application application =
        new Application(
            storefront,
            new TenantId(IDS.next()),
            "globex",
            "storefront",
            "Storefront",
            List.of(key),
            List.of(subscription));
    return Snapshot.empty()
        .with(acme, Optional.of(publisher))
        .with(storefront, Optional.of(application));
  }
}
