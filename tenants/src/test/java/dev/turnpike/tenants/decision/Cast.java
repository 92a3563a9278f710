package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.WalletId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Snapshot;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Subscription;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** acme publishes weather; globex's storefront calls it. Each test bends what it is about. */
final class Cast {
  static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");
  static final Currency USD = Currency.getInstance("USD");
  static final RequestId REQUEST = new RequestId(id("request"));
  static final TenantId ACME = new TenantId(id("acme"));
  static final TenantId GLOBEX = new TenantId(id("globex"));
  static final TenantId INITECH = new TenantId(id("initech"));
  static final ApplicationId STOREFRONT = new ApplicationId(id("storefront"));
  static final ProductId WEATHER = new ProductId(id("product weather"));
  static final ProductId BUNDLE = new ProductId(id("product bundle"));
  static final Limit MONTHLY =
      new Limit("monthly", Limit.Kind.ALLOWANCE, 10_000, Limit.Window.MONTH);
  static final Limit PER_SECOND = new Limit("burst", Limit.Kind.RATE, 100, Limit.Window.SECOND);
  static final Limit PER_DAY = new Limit("daily", Limit.Kind.RATE, 1, Limit.Window.DAY);
  static final Api.Operation CURRENT = new Api.Operation("current", "GET", "/v1/current/{city}");
  static final Api.Operation REPORT = new Api.Operation("report", "POST", "/v1/reports");
  static final Plan FREE = plan("free", 0, 0, Set.of("current"), MONTHLY);
  static final Plan PRO = plan("pro", 0, 20_000_000, Set.of(), PER_SECOND);
  static final Plan CREDITS = plan("credits", 500_000, 0, Set.of());
  static final String MESSAGE = "Ask your departmental finance officer.";
  static final ApiKeys.Issued ISSUED = ApiKeys.issue(Mode.LIVE, new SecureRandom());

  Api api =
      new Api(
          new ApiId(id("weather")),
          "weather",
          "Weather",
          Api.Stage.PUBLISHED,
          Api.Visibility.PUBLIC,
          Set.of(),
          URI.create("http://localhost:1"),
          null,
          Api.Dialect.PROBLEM,
          Api.Disclosure.FULL,
          List.of(CURRENT, REPORT),
          List.of(WEATHER));
  Product product =
      new Product(WEATHER, "weather", "Weather", List.of(FREE, PRO, CREDITS), MESSAGE);
  final Map<ProductId, Product> otherProducts = new HashMap<>();
  Publisher.Support support =
      new Publisher.Support("help@acme.example", "https://acme.example/help");
  boolean publisherSuspended;
  @Nullable Subscription subscription = subscription(PRO, new Standing.Active());
  final Map<ProductId, Subscription> otherSubscriptions = new HashMap<>();
  Key key = new Key(ISSUED.id(), ISSUED.secretHash(), STOREFRONT, Mode.LIVE, false, null, null);
  TenantId consumer = GLOBEX;
  String consumerSlug = "globex";

  String method = "GET";
  String publisherSlug = "acme";
  String apiSlug = "weather";
  String path = "/v1/current/bern";
  Credential credential = ApiKeys.parse(ISSUED.text());
  @Nullable Code simulate;

  static Cast with(Consumer<Cast> change) {
    Cast cast = new Cast();
    change.accept(cast);
    return cast;
  }

  static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  static Plan plan(String slug, long price, long fee, Set<String> operations, Limit... limits) {
    Plan.Billing billing =
        price == 0 && fee == 0
            ? Plan.Billing.FREE
            : price > 0 ? Plan.Billing.PREPAID : Plan.Billing.POSTPAID;
    String name = slug.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + slug.substring(1);
    return new Plan(
        new PlanId(id("plan " + slug)),
        slug,
        name,
        USD,
        billing,
        price,
        fee,
        List.of(limits),
        operations);
  }

  static Subscription subscription(Plan plan, Standing standing) {
    return subscription(WEATHER, plan, standing);
  }

  static Subscription subscription(ProductId product, Plan plan, Standing standing) {
    return new Subscription(
        new SubscriptionId(id("subscription " + product)),
        product,
        plan,
        new AccountId(id("account")),
        new WalletId(id("wallet")),
        standing);
  }

  void standing(Standing standing) {
    subscription = subscription(PRO, standing);
  }

  void api(UnaryOperator<ApiParts> change) {
    api = change.apply(new ApiParts(api)).api;
  }

  Publisher publisher() {
    Map<ProductId, Product> products = new HashMap<>(otherProducts);
    products.put(WEATHER, product);
    return new Publisher(
        ACME, "acme", "Acme", publisherSuspended, support, Map.of(api.slug(), api), products);
  }

  Application application() {
    List<Subscription> subscriptions = new java.util.ArrayList<>(otherSubscriptions.values());
    if (subscription != null) {
      subscriptions.add(subscription);
    }
    return new Application(
        STOREFRONT,
        consumer,
        consumerSlug,
        "storefront",
        "Storefront",
        List.of(key),
        subscriptions);
  }

  Snapshot snapshot() {
    return Snapshot.empty()
        .with(ACME, Optional.of(publisher()))
        .with(STOREFRONT, Optional.of(application()));
  }

  Call call() {
    return new Call(REQUEST, NOW, publisherSlug, apiSlug, method, path, credential, simulate);
  }

  Decision decide(RateLimits rates) {
    return new Admission(rates).decide(snapshot(), call(), new Trace(0));
  }

  Decision decide() {
    return decide(new Plenty());
  }

  Grant grant() {
    return ((Allow) decide()).grant();
  }

  /** Copies of an API with one thing changed. */
  static final class ApiParts {
    private final Api api;

    private ApiParts(Api api) {
      this.api = api;
    }

    ApiParts stage(Api.Stage stage) {
      return copy(stage, api.visibility(), api.dialect(), api.disclosure(), api.products());
    }

    ApiParts visibility(Api.Visibility visibility) {
      return copy(api.stage(), visibility, api.dialect(), api.disclosure(), api.products());
    }

    ApiParts dialect(Api.Dialect dialect) {
      return copy(api.stage(), api.visibility(), dialect, api.disclosure(), api.products());
    }

    ApiParts disclosure(Api.Disclosure disclosure) {
      return copy(api.stage(), api.visibility(), api.dialect(), disclosure, api.products());
    }

    ApiParts products(ProductId... products) {
      return copy(
          api.stage(), api.visibility(), api.dialect(), api.disclosure(), List.of(products));
    }

    private ApiParts copy(
        Api.Stage stage,
        Api.Visibility visibility,
        Api.Dialect dialect,
        Api.Disclosure disclosure,
        List<ProductId> products) {
      return new ApiParts(
          new Api(
              api.id(),
              api.slug(),
              api.name(),
              stage,
              visibility,
              api.listed(),
              api.origins(),
              api.testOrigins(),
              dialect,
              disclosure,
              api.operations(),
              products));
    }
  }

  /** Rates that never end; counts what is out. */
  static final class Plenty implements RateLimits {
    int out;
    int taken;

    @Override
    public Optional<Wait> take(SubscriptionId subscription, Plan plan, Instant now) {
      out++;
      taken++;
      return Optional.empty();
    }

    @Override
    public void giveBack(SubscriptionId subscription, Plan plan) {
      out--;
    }

    @Override
    public List<Left> left(SubscriptionId subscription, Plan plan, Instant now) {
      return List.of();
    }
  }

  /** Rates that are used up. */
  record Exhausted(Limit limit, Duration time) implements RateLimits {
    @Override
    public Optional<Wait> take(SubscriptionId subscription, Plan plan, Instant now) {
      return Optional.of(new Wait(limit, time));
    }

    @Override
    public void giveBack(SubscriptionId subscription, Plan plan) {
      throw new IllegalStateException("nothing was taken");
    }

    @Override
    public List<Left> left(SubscriptionId subscription, Plan plan, Instant now) {
      return List.of(new Left(limit, 0, time));
    }
  }
}
