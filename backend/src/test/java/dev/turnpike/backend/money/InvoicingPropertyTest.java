package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Invoicing;
import dev.turnpike.tenants.billing.Line;
import dev.turnpike.tenants.billing.Period;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Tenancy;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * I10 against the real PostgreSQL: invoice lines and what is carried are exactly what was used,
 * however calls, late reports, moved clocks, failed transactions and invoices interleave. {@code
 * -Dturnpike.seeds=1000} makes it longer; a failure names its seed.
 */
@QuarkusTest
@Tag("I10")
@Tag("R67")
class InvoicingPropertyTest {
  private static final int SEEDS = Integer.getInteger("turnpike.seeds", 6);
  private static final int FIRST_SEED = Integer.getInteger("turnpike.seed", 1);
  private static final int THREADS = 4;
  private static final int STEPS = 20;
  private static final String REAL_LINES =
      "kind not in ('carried_usage', 'carried_fees', 'kept_for_next')";

  @Inject Shop shop;
  @Inject Cast cast;
  @Inject Tenancy tenancy;
  @Inject Invoicing invoicing;
  @Inject Ids ids;
  @Inject Clock clock;

  @Test
  void lines_and_carry_are_what_was_used() throws Exception {
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      check(seed, "USD", 10_000);
      check(seed, "JPY", 1_000_000);
    }
  }

  private void check(int seed, String currency, long minor) throws Exception {
    String word = "(seed " + seed + ", " + currency + ")";
    Buyer buyer =
        shop.buyer("i10-" + currency.toLowerCase(java.util.Locale.ROOT) + "-" + seed, "pro");
    UUID account = buyer.account().id().value();
    cast.sql("update account set currency = ? where id = ?", currency, account);
    cast.sql(
        "update wallet set currency = ?, overdraft = 1000000000000 where account_id = ?",
        currency,
        account);
    Random first = new Random(seed);
    if (first.nextBoolean()) {
      post(buyer, 1 + first.nextInt(3_000_000), "top-up", "cash");
    }
    try (ExecutorService people = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Void>> working = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(seed * 1_000L + thread);
        working.add(
            people.submit(
                () -> {
                  for (int step = 0; step < STEPS; step++) {
                    act(random, buyer);
                  }
                  return null;
                }));
      }
      for (Future<Void> done : working) {
        done.get(120, TimeUnit.SECONDS);
      }
    }
    issue(buyer, List.of(), farAhead());
    agree(buyer, minor, word);
  }

  /** What nodes, clocks and the scheduler do, in any order. */
  private void act(Random random, Buyer buyer) {
    switch (random.nextInt(8)) {
      case 0 -> issue(buyer, fees(random), account(buyer));
      case 1 ->
          issue(buyer, List.of(), account(buyer).minus(Duration.ofMinutes(random.nextInt(9))));
      case 2 ->
          cast.sql(
              "update account set ahead_millis = ahead_millis + ? where id = ?",
              (long) random.nextInt(40) * 86_400_000,
              buyer.account().id().value());
      case 3 -> assertThrows(IllegalStateException.class, () -> issueInVain(buyer));
      case 4 -> use(buyer, 1 + random.nextInt(90_000), Duration.ofMinutes(random.nextInt(20)));
      default -> use(buyer, 1 + random.nextInt(2_000_000), Duration.ZERO);
    }
  }

  private static List<Line> fees(Random random) {
    List<Line> fees = new ArrayList<>();
    fees.add(new Line(Line.Kind.RECURRING, "A month", 1, random.nextInt(60_000_000)));
    if (random.nextBoolean()) {
      fees.add(new Line(Line.Kind.PRORATION, "The rest of it", 1, -random.nextInt(90_000_000)));
    }
    return fees;
  }

  /** A served call, as a node reports it: in the wallet and in the usage, at once. */
  private void use(Buyer buyer, long amount, Duration late) {
    UUID request = ids.next();
    cast.sql(
        """
        with event as (
          insert into usage_event (request_id, publisher_id, consumer_id, application_id,
            subscription_id, api_id, amount, status, bytes_in, bytes_out, at)
          select ?, s.publisher_id, s.consumer_id, s.application_id, s.id,
            (select min(pa.api_id::text)::uuid from product_api pa where pa.product_id = s.product_id),
            ?, 200, 0, 0, ?
          from subscription s where s.id = ?)
        select post_to_wallet(?, w.id, 'usage', ?, '', ?, 'revenue', now())
        from wallet w where w.account_id = ?
        """,
        request,
        amount,
        Timestamp.from(clock.instant().minus(late)),
        buyer.subscription().value(),
        ids.next(),
        "use:" + request,
        -amount,
        buyer.account().id().value());
  }

  private void post(Buyer buyer, long amount, String kind, String against) {
    cast.sql(
        "select post_to_wallet(?, w.id, ?, ?, '', ?, ?, now()) from wallet w where account_id = ?",
        ids.next(),
        kind,
        "test:" + ids.next(),
        amount,
        against,
        buyer.account().id().value());
  }

  private InvoiceId issue(Buyer buyer, List<Line> fees, Instant until) {
    // Read before: a transaction that waits for a connection of its own would wait for itself.
    Invoicing.Bill bill = bill(buyer, fees, until);
    return await(() -> tenancy.as(buyer.owner().tenant(), s -> invoicing.issue(s, bill)));
  }

  private InvoiceId issueInVain(Buyer buyer) {
    Invoicing.Bill bill = bill(buyer, List.of(), account(buyer));
    return await(
        () ->
            tenancy.as(
                buyer.owner().tenant(),
                s ->
                    invoicing
                        .issue(s, bill)
                        .chain(
                            id ->
                                Uni.createFrom().failure(new IllegalStateException("after it")))));
  }

  private Invoicing.Bill bill(Buyer buyer, List<Line> fees, Instant until) {
    Instant now = account(buyer);
    Period month = new Period(now, now.plus(Duration.ofDays(30)));
    return new Invoicing.Bill(buyer.subscription(), month, fees, until, now);
  }

  private Instant account(Buyer buyer) {
    String ahead =
        cast.one("select ahead_millis from account where id = ?", buyer.account().id().value());
    return clock.instant().plusMillis(Long.parseLong(ahead));
  }

  private Instant farAhead() {
    return clock.instant().plus(Duration.ofDays(40_000));
  }

  private void agree(Buyer buyer, long minor, String word) {
    UUID account = buyer.account().id().value();
    UUID subscription = buyer.subscription().value();
    long rated = sum("select sum(amount) from usage_event where subscription_id = ?", subscription);
    assertTrue(rated > 0, word);
    assertEquals(
        rated,
        lines("sum(l.exact)", "kind = 'usage'", account),
        "each call is on one invoice " + word);
    long carry = sum("select sum(micros) from invoice_carry where account_id = ?", account);
    assertEquals(
        lines("sum(l.exact)", REAL_LINES, account),
        lines("sum(l.amount)", "true", account) + carry,
        "lines and carry are what the lines are worth " + word);
    assertEquals(
        0,
        lines("count(*)", "l.amount % " + minor + " <> 0", account),
        "whole minor units " + word);
    assertEquals(
        lines("sum(l.amount)", "true", account),
        sum("select sum(total) from invoice where account_id = ?", account),
        word);
    assertEquals(
        0, sum("select count(*) from invoice where total < 0 and account_id = ?", account), word);
    assertEquals(
        -sum("select sum(total) from invoice where account_id = ?", account),
        sum(
            "select sum(e.amount) from ledger_entry e join ledger_txn t on t.id = e.txn_id"
                + " where e.book = 'receivable' and t.account_id = ?",
            account),
        "the claim is what is asked for " + word);
    assertEquals(
        0,
        sum("select posted from wallet where account_id = ?", account)
            + sum(
                "select micros from invoice_carry where book = 'wallet' and account_id = ?",
                account)
            - left(buyer),
        "the wallet owes what is carried, and nothing else " + word);
    assertEquals(
        cast.one(
            "select last from invoice_sequence where tenant_id = (select publisher_id from account where id = ?)",
            account),
        cast.one("select count(*) from invoice where number like 'ACME-%'"),
        "numbers have no gap " + word);
  }

  /** Credit that came and paid for no usage yet. */
  private long left(Buyer buyer) {
    UUID account = buyer.account().id().value();
    return sum(
            "select sum(e.amount) from ledger_entry e join ledger_txn t on t.id = e.txn_id"
                + " where e.book = 'wallet' and t.kind = 'top-up' and t.account_id = ?",
            account)
        + lines("sum(l.exact)", "kind = 'paid_from_credit'", account);
  }

  private long lines(String what, String which, UUID account) {
    return sum(
        "select "
            + what
            + " from invoice_line l join invoice i on i.id = l.invoice_id where ("
            + which
            + ") and i.account_id = ?",
        account);
  }

  private long sum(String query, UUID id) {
    String found = cast.one(query, id);
    return found == null ? 0 : Long.parseLong(found);
  }
}
