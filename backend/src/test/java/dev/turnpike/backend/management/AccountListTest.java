package dev.turnpike.backend.management;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.account.AccountQuery;
import dev.turnpike.tenants.account.AccountState;
import dev.turnpike.tenants.account.AccountState.Worry;
import dev.turnpike.tenants.account.AccountStates;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a list of accounts says is what each account alone says, filtered, sorted and in pages. */
@QuarkusTest
class AccountListTest {
  private static final int ACCOUNTS = 40;
  private static final int PAGE = 7;
  private static final String LIMITS =
      "\"limits\":[{\"name\":\"monthly\",\"kind\":\"allowance\",\"quantity\":100,\"window\":\"month\"}]}";
  private static final List<String> STATES =
      List.of("active", "active", "past_due", "suspended", "ended", "trialing");

  @Inject Cast cast;
  @Inject Ids ids;
  @Inject AccountStates accounts;

  private TenantId publisher;
  private Acting owner;
  private List<AccountState> alone;

  @BeforeEach
  void make(TestInfo test) {
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    publisher = cast.tenant("lots-" + own, true);
    owner = cast.acting(cast.member(publisher, "lots-owner-" + own, "owner"), "lots-" + own);
    cast.product(publisher, "tides", "public");
    cast.plan(publisher, "tides", "free", "{\"billing\":\"free\",\"currency\":\"USD\"," + LIMITS);
    cast.plan(
        publisher,
        "tides",
        "credits",
        "{\"billing\":\"prepaid\",\"currency\":\"USD\",\"request_price\":\"0.01\"," + LIMITS);
    Random random = new Random(20_261_121);
    alone = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      alone.add(find(account(own + "-" + i, random)));
    }
  }

  @Test
  @Tag("R120")
  @Tag("R79")
  void each_worry_finds_those_that_have_it_and_no_others() {
    Set<Worry> seen = EnumSet.noneOf(Worry.class);
    alone.forEach(it -> seen.addAll(it.worries()));
    assertEquals(EnumSet.allOf(Worry.class), seen, "the cast has every worry");
    assertEquals(names(it -> !it.worries().isEmpty(), byName()), listed("any", null));
    for (Worry worry : Worry.values()) {
      assertEquals(
          names(it -> it.worries().contains(worry), byName()),
          listed(AccountQuery.word(worry), null),
          worry.name());
    }
  }

  @Test
  @Tag("R120")
  void each_order_is_kept_over_pages_and_nobody_is_lost_or_doubled() {
    Predicate<AccountState> all = it -> true;
    assertEquals(names(all, byName()), listed(null, null));
    assertEquals(
        names(
            all,
            Comparator.<AccountState>comparingLong(it -> it.available().micros())
                .thenComparing(byName())),
        listed(null, "balance"));
    assertEquals(
        names(
            all,
            Comparator.<AccountState>comparingLong(it -> -it.spentOfDay().micros())
                .thenComparing(byName())),
        listed(null, "spent"));
    assertEquals(
        names(all, Comparator.<AccountState>comparingLong(it -> -owed(it)).thenComparing(byName())),
        listed(null, "overdue"));
    assertEquals(
        names(all, Comparator.comparing(AccountListTest::paid).reversed().thenComparing(byName())),
        listed(null, "last-payment"));
  }

  @Test
  void a_line_of_a_list_tells_what_the_account_alone_tells() {
    for (AccountState line : page(AccountQuery.of(null, "any", "spent", 0, 200))) {
      AccountState one = find(line.id().value());
      assertEquals(one.worries(), line.worries());
      assertEquals(one.subscriptions(), line.subscriptions());
      assertEquals(one.limits().size(), line.limits().size());
      assertEquals(one.spentOfDay(), line.spentOfDay());
      assertEquals(one.overdue(), line.overdue());
      assertEquals(one.lastPayment(), line.lastPayment());
    }
  }

  private List<String> listed(String worry, String sort) {
    List<String> names = new ArrayList<>();
    for (int from = 0; ; from += PAGE) {
      List<AccountState> found = page(AccountQuery.of(null, worry, sort, from, PAGE + 1));
      found.stream().limit(PAGE).forEach(it -> names.add(it.consumerName()));
      if (found.size() <= PAGE) {
        assertEquals(names.size(), new HashSet<>(names).size());
        return names;
      }
    }
  }

  private List<AccountState> page(AccountQuery query) {
    return await(() -> accounts.list(owner, query));
  }

  private List<String> names(Predicate<AccountState> which, Comparator<AccountState> order) {
    return alone.stream().filter(which).sorted(order).map(AccountState::consumerName).toList();
  }

  private static Comparator<AccountState> byName() {
    return Comparator.comparing(AccountState::consumerName);
  }

  private static long owed(AccountState it) {
    return it.overdue() == null ? 0 : it.overdue().total().micros();
  }

  private static Instant paid(AccountState it) {
    return it.lastPayment() == null ? Instant.EPOCH : it.lastPayment().at();
  }

  private AccountState find(UUID account) {
    return await(() -> accounts.find(owner, new AccountId(account))).orElseThrow();
  }

  /** Names of one length, so that every collation sorts them alike. */
  private UUID account(String name, Random random) {
    TenantId consumer = cast.tenant("c" + (1_000 + alone.size()) + "-" + name, false);
    UUID application = ids.next();
    UUID account = ids.next();
    UUID wallet = ids.next();
    UUID subscription = ids.next();
    cast.sql(
        "insert into application values (?, ?, 'shop', 'Shop', now())",
        application,
        consumer.value());
    cast.sql(
        "insert into account (id, publisher_id, consumer_id, mode, currency, created_at)"
            + " values (?, ?, ?, 'test', 'USD', now())",
        account,
        publisher.value(),
        consumer.value());
    cast.sql(
        "insert into wallet (id, publisher_id, consumer_id, account_id, currency)"
            + " values (?, ?, ?, ?, 'USD')",
        wallet,
        publisher.value(),
        consumer.value(),
        account);
    String state = STATES.get(random.nextInt(STATES.size()));
    cast.sql(
        "insert into subscription (id, publisher_id, consumer_id, application_id, product_id,"
            + " plan_revision_id, account_id, state, facts, requested_at, changed_at)"
            + " select ?, ?, ?, ?, p.id, r.id, ?, ?, cast(? as jsonb), now(), now() from product p"
            + " join plan l on l.product_id = p.id and l.slug = ? join plan_revision r on r.plan_id = l.id"
            + " where p.tenant_id = ?",
        subscription,
        publisher.value(),
        consumer.value(),
        application,
        account,
        state,
        facts(state, random),
        random.nextBoolean() ? "free" : "credits",
        publisher.value());
    if (random.nextInt(3) > 0) {
      post(wallet, "top-up", 10_000_000L * (1 + random.nextInt(9)), "cash");
      post(wallet, "usage", -1_000_000L * (1 + random.nextInt(9)), "revenue");
    }
    if (random.nextInt(4) == 0) {
      overdue(consumer, account, 1_000_000L * (1 + random.nextInt(90)), name);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      pay(consumer, account, random.nextBoolean());
    }
    if (random.nextInt(3) == 0) {
      used(consumer, subscription, 40 + random.nextInt(60));
    }
    return account;
  }

  private static String facts(String state, Random random) {
    return switch (state) {
      case "past_due" ->
          "{\"grace_until\":\"2099-01-05T00:00:00Z\",\"invoice\":\"" + new UUID(7, 7) + "\"}";
      case "suspended" -> "{\"invoice\":\"" + new UUID(7, 7) + "\",\"due\":\"5.00\"}";
      case "ended" -> "{\"reason\":\"" + (random.nextBoolean() ? "trial_over" : "canceled") + "\"}";
      case "trialing" -> "{\"until\":\"2099-01-05T00:00:00Z\"}";
      default -> "{\"since\":\"2026-01-01T00:00:00Z\"}";
    };
  }

  private void post(UUID wallet, String kind, long micros, String against) {
    UUID id = ids.next();
    cast.sql(
        "select post_to_wallet(?, ?, ?, ?, '', ?, ?, now())",
        id,
        wallet,
        kind,
        "test:" + id,
        micros,
        against);
  }

  private void overdue(TenantId consumer, UUID account, long micros, String name) {
    cast.sql(
        "insert into invoice (id, publisher_id, consumer_id, account_id, number, state, currency,"
            + " total, issued_at, due_at) values (?, ?, ?, ?, ?, 'open', 'USD', ?,"
            + " now() - interval '20 days', now() - interval '6 days')",
        ids.next(),
        publisher.value(),
        consumer.value(),
        account,
        "L-" + name,
        micros);
  }

  private void pay(TenantId consumer, UUID account, boolean declined) {
    cast.sql(
        "insert into payment (id, publisher_id, consumer_id, account_id, purpose, amount, currency,"
            + " state, processor, decline_code, created_at, changed_at) values (?, ?, ?, ?, 'top-up',"
            + " 20000000, 'USD', ?, 'sandbox', ?, clock_timestamp(), now())",
        ids.next(),
        publisher.value(),
        consumer.value(),
        account,
        declined ? "declined" : "succeeded",
        declined ? "insufficient_funds" : null);
  }

  private void used(TenantId consumer, UUID subscription, int used) {
    cast.sql(
        "insert into counter (subscription_id, name, starts_at, publisher_id, consumer_id, used)"
            + " values (?, 'monthly', date_trunc('month', now() at time zone 'UTC') at time zone"
            + " 'UTC', ?, ?, ?)",
        subscription,
        publisher.value(),
        consumer.value(),
        used);
  }
}
