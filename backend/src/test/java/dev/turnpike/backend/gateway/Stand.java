package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Addresses;
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
import dev.turnpike.tenants.secret.Secrets;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Dialling;
import dev.turnpike.tenants.snapshot.Eligibility;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.OriginSet;
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
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gateway on a free port in front of one origin: acme publishes weather, globex's storefront
 * calls it with a test key under a plan of its own. Money and log are kept in memory.
 */
final class Stand implements AutoCloseable {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Ids IDS = new Ids(CLOCK);
  private static final ApiKeys.Issued ISSUED = ApiKeys.issue(Mode.TEST, new SecureRandom());
  private static final ApiKeys.Issued LIVE = ApiKeys.issue(Mode.LIVE, new SecureRandom());

  final MemoryLeases leases = new MemoryLeases();
  final MemoryReplays replays = new MemoryReplays();
  final MemoryCallLog log = new MemoryCallLog();
  private final Vertx vertx = Vertx.vertx();
  private final DataPlane plane;

  private volatile Snapshot snapshot;

  private Stand(
      URI origin,
      Plan plan,
      Standing standing,
      Api.Disclosure disclosure,
      List<Api.Operation> operations,
      Map<String, String> settings) {
    this(
        OriginSet.of(origin),
        null,
        plan,
        standing,
        disclosure,
        operations,
        settings,
        (address, port) -> true,
        InetAddress::getAllByName,
        new MemorySecrets());
  }

  private Stand(
      OriginSet origins,
      @Nullable OriginSet testOrigins,
      Plan plan,
      Standing standing,
      Api.Disclosure disclosure,
      List<Api.Operation> operations,
      Map<String, String> settings,
      Dialling dialling,
      Addresses.Resolver resolver,
      Secrets secrets) {
    GatewayConfig config = config(settings);
    snapshot = snapshot(origins, testOrigins, plan, standing, disclosure, operations);
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
            dialling,
            resolver,
            secrets,
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

  /** With several origins. */
  static Stand before(OriginSet origins) {
    return before(origins, null, List.of(), (address, port) -> true);
  }

  /** With other origins for test keys, such operations, and this rule of what may be dialled. */
  static Stand before(
      OriginSet origins,
      @Nullable OriginSet testOrigins,
      List<Api.Operation> operations,
      Dialling dialling) {
    return before(
        origins, testOrigins, operations, dialling, InetAddress::getAllByName, new MemorySecrets());
  }

  static Stand before(
      OriginSet origins,
      @Nullable OriginSet testOrigins,
      List<Api.Operation> operations,
      Dialling dialling,
      Addresses.Resolver resolver,
      Secrets secrets) {
    return new Stand(
        origins,
        testOrigins,
        plan(List.of(), 10_000),
        new Standing.Active(),
        Api.Disclosure.FULL,
        operations,
        Map.of(),
        dialling,
        resolver,
        secrets);
  }

  /** The API gets these origins in a new release, while calls are in flight. */
  void release(OriginSet origins) {
    release(origins, List.of());
  }

  /** The same with such operations; none: everything under the API's path. */
  void release(OriginSet origins, List<Api.Operation> operations) {
    Publisher acme = Objects.requireNonNull(snapshot.publisher("acme"));
    Api weather = Objects.requireNonNull(acme.apis().get("weather"));
    Api next =
        new Api(
            weather.id(),
            weather.slug(),
            weather.name(),
            weather.stage(),
            weather.visibility(),
            weather.listed(),
            origins,
            weather.testOrigins(),
            weather.dialect(),
            weather.disclosure(),
            operations,
            weather.products());
    snapshot =
        snapshot.with(
            acme.id(),
            Optional.of(
                new Publisher(
                    acme.id(),
                    acme.slug(),
                    acme.name(),
                    acme.suspended(),
                    acme.support(),
                    Map.of("weather", next),
                    acme.products())));
  }

  /** The keys of so many further consumers, always the same ones, under the same plan. */
  List<String> consumers(int count) {
    Key first = Objects.requireNonNull(snapshot.key(ISSUED.id()));
    List<Subscription> subscriptions =
        Objects.requireNonNull(snapshot.application(first.application())).subscriptions();
    List<String> keys = new ArrayList<>();
    Snapshot all = snapshot;
    for (int i = 1; i <= count; i++) {
      ApplicationId id = new ApplicationId(new UUID(17, i));
      ApiKeys.Issued issued = ApiKeys.issue(Mode.TEST, new SecureRandom());
      Key key = new Key(issued.id(), issued.secretHash(), id, Mode.TEST, false, null, null);
      all =
          all.with(
              id,
              Optional.of(
                  new Application(
                      id,
                      new TenantId(new UUID(19, i)),
                      "consumer-" + i,
                      "app",
                      "App",
                      List.of(key),
                      subscriptions)));
      keys.add(issued.text());
    }
    snapshot = all;
    return keys;
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

  /** As good, in live mode. */
  String liveKey() {
    return LIVE.text();
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
      OriginSet origins,
      @Nullable OriginSet testOrigins,
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
            origins,
            testOrigins,
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
    Key live = new Key(LIVE.id(), LIVE.secretHash(), storefront, Mode.LIVE, false, null, null);
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
            List.of(key, live),
            List.of(subscription));
    return Snapshot.empty()
        .with(acme, Optional.of(publisher))
        .with(storefront, Optional.of(application));
  }
}
