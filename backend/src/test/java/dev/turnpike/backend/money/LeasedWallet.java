package dev.turnpike.backend.money;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.WalletId;
import dev.turnpike.tenants.lease.LeaseBook;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Budget;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Prices;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A consumer's wallet on the real PostgreSQL and several nodes in this process that lease from it,
 * each with a data directory of its own: they can be killed and started again.
 */
final class LeasedWallet {
  static final long PRICE = 10_000;
  static final Currency USD = Currency.getInstance("USD");

  private final Vertx vertx;
  private final Pool pool;
  private final Cast cast;
  private final Ids ids = new Ids(Clock.systemUTC());
  private final Path home;
  private final Buyer buyer;
  private final UUID wallet;
  private final UUID publisher;
  private final ApiId api;
  private final List<Limit> limits;
  private List<Budget> budgets = List.of();
  private Prices prices;
  private UUID revision;
  private Application application;
  private Key key;
  private Subscription subscription;

  LeasedWallet(
      Vertx vertx, Pool pool, Cast cast, Shop shop, String slug, Path home, List<Limit> limits) {
    this.vertx = vertx;
    this.pool = pool;
    this.cast = cast;
    this.home = home;
    this.limits = limits;
    this.buyer = shop.buyer(slug, "credits");
    String account = buyer.account().id().toString();
    this.wallet =
        UUID.fromString(cast.one("select id from wallet where account_id = ?::uuid", account));
    this.publisher =
        UUID.fromString(cast.one("select publisher_id from wallet where id = ?", wallet));
    this.api =
        ApiId.of(
            cast.one("select id from api where tenant_id = ? and slug = 'weather'", publisher));
    layOut();
  }

  private void layOut() {
    key = new Key(buyer.keyId(), new byte[32], buyer.application(), Mode.TEST, false, null, null);
    Plan plan =
        prices == null
            ? new Plan(
                new PlanId(ids.next()),
                "leased",
                "Leased",
                USD,
                Plan.Billing.PREPAID,
                PRICE,
                0,
                limits,
                Set.of())
            : new Plan(
                new PlanId(revision),
                "leased",
                "Leased",
                USD,
                Plan.Billing.PREPAID,
                prices,
                0,
                Limit.Window.MONTH,
                limits,
                Set.of());
    subscription =
        new Subscription(
            buyer.subscription(),
            new ProductId(ids.next()),
            plan,
            new AccountId(buyer.account().id().value()),
            new WalletId(wallet),
            new Standing.Active());
    application =
        new Application(
            buyer.application(),
            buyer.owner().tenant(),
            "buyer",
            "shop",
            "Shop",
            List.of(key),
            List.of(subscription),
            budgets);
  }

  /** From now on calls cost this much. It is an older revision: the one on sale stays so. */
  void rated(Prices each, String terms) {
    revision = ids.next();
    cast.sql(
        "insert into plan_revision (id, tenant_id, plan_id, number, terms, published_at)"
            + " select ?, p.tenant_id, p.id, (select min(number) - 1 from plan_revision"
            + " where plan_id = p.id), cast(? as jsonb), now() from plan p join subscription s"
            + " on s.id = ? join plan_revision r on r.id = s.plan_revision_id and r.plan_id = p.id",
        revision,
        terms,
        buyer.subscription().value());
    prices = each;
    layOut();
  }

  /** A budget of the whole tenant over every call. */
  Budget budget(long micros) {
    UUID id = ids.next();
    cast.sql(
        "insert into budget (id, tenant_id, scope, name, amount, currency, period, hard, owner_id,"
            + " created_at, changed_at) select ?, ?, 'tenant', 'All', ?, 'USD', 'month', true,"
            + " m.person_id, now(), now() from membership m where m.tenant_id = ? limit 1",
        id,
        buyer.owner().tenant().value(),
        micros,
        buyer.owner().tenant().value());
    Budget budget =
        new Budget(
            id, "All", new Money(micros, USD), Limit.Window.MONTH, java.time.ZoneOffset.UTC, true);
    budgets = List.of(budget);
    layOut();
    return budget;
  }

  Buyer buyer() {
    return buyer;
  }

  UUID wallet() {
    return wallet;
  }

  UUID subscription() {
    return buyer.subscription().value();
  }

  Path data(int node) {
    return home.resolve("node-" + node);
  }

  /** Starts a node on its directory, whatever an earlier one left there. */
  LeaseBook start(int node) {
    LeaseBook book = new LeaseBook(vertx, pool, Clock.systemUTC(), ids, data(node));
    await(book.start());
    return book;
  }

  void topUp(long micros) {
    cast.sql(
        "select post_to_wallet(?, ?, 'top-up', ?, '', ?, 'cash', now())",
        ids.next(),
        wallet,
        "test:" + ids.next(),
        micros);
  }

  Leases.Ask ask() {
    return ask(PRICE);
  }

  Leases.Ask ask(long price) {
    return new Leases.Ask(
        new RequestId(ids.next()),
        new TenantId(publisher),
        application,
        key,
        subscription,
        new Api(
            api,
            "weather",
            "Weather",
            Api.Stage.PUBLISHED,
            Api.Visibility.PUBLIC,
            Set.of(),
            URI.create("http://127.0.0.1:1"),
            null,
            Api.Dialect.PROBLEM,
            Api.Disclosure.FULL,
            List.of(),
            List.of()),
        new Money(price, USD),
        Quantities.ONE_REQUEST,
        Clock.systemUTC().instant());
  }

  static Leases.Use use(long cost) {
    return new Leases.Use(200, Quantities.ONE_REQUEST, new Money(cost, USD), 1, 2, Instant.now());
  }

  long number(String sql, Object... parameters) {
    return Long.parseLong(cast.one(sql, parameters));
  }

  /** What the wallet has to its name, whoever holds it. */
  long posted() {
    return number("select posted from wallet where id = ?", wallet);
  }

  long held() {
    return number("select held from wallet where id = ?", wallet);
  }

  long charged() {
    return number(
        "select count(*) from usage_event where subscription_id = ?", buyer.subscription().value());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var all = Files.walk(root)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
