package dev.turnpike.backend.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * I1, I2 and I6 of the ledger, from seeds: {@code -Dturnpike.seeds=1000} makes it longer. A failure
 * names its seed; {@code -Dturnpike.seed} is the first.
 */
@ApplicationScoped
class LedgerProperties {
  private static final int SEEDS = Integer.getInteger("turnpike.seeds", 6);
  private static final int FIRST_SEED = Integer.getInteger("turnpike.seed", 1);
  private static final int THREADS = 8;
  private static final int STEPS = 25;
  private static final long FAR = 3_600;

  private final Cast cast;
  private final Books books;
  private final Ids ids;

  LedgerProperties(Cast cast, Books books, Ids ids) {
    this.cast = cast;
    this.books = books;
    this.ids = ids;
  }

  void whatever_happens_at_once_the_books_agree() throws Exception {
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      List<Books.Wallet> wallets =
          List.of(books.wallet("at-once-a" + seed), books.wallet("at-once-b" + seed));
      try (ExecutorService people = Executors.newFixedThreadPool(THREADS)) {
        List<Future<Void>> working = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          Random random = new Random(seed * 1_000L + thread);
          working.add(
              people.submit(
                  () -> {
                    for (int step = 0; step < STEPS; step++) {
                      act(random, wallets.get(random.nextInt(2)));
                    }
                    return null;
                  }));
        }
        for (Future<Void> done : working) {
          done.get(60, TimeUnit.SECONDS);
        }
      }
      for (Books.Wallet wallet : wallets) {
        books.agree(wallet, "(seed " + seed + ")");
        assertEquals(
            "0",
            cast.one("select held from wallet where id = ?", wallet.id()),
            "nothing is held for ever (seed " + seed + ")");
      }
    }
  }

  /** One of the things that nodes, payers, publishers and jobs do. */
  private void act(Random random, Books.Wallet wallet) throws Exception {
    long amount = random.nextLong(1, 1_001);
    switch (random.nextInt(10)) {
      case 0 -> books.credit(wallet, amount * 3, "paid", 50, null);
      case 1 -> books.credit(wallet, amount, "promo", 30, "2000-01-01T00:00:00Z");
      case 2 -> books.credit(wallet, amount, "trial", 10, "2099-01-01T00:00:00Z");
      case 3 -> cast.sql("select expire_wallet(?, now())", wallet.id());
      case 4 -> unwindAndPerhapsRewind(random, wallet, amount);
      case 5 ->
          books.ran(
              "update wallet set overdraft = ? where id = ?",
              random.nextBoolean() ? 0 : amount,
              wallet.id());
      case 6 -> twice(wallet, amount);
      case 7 -> books.debit(wallet, amount);
      default -> books.use(wallet, amount);
    }
  }

  private void unwindAndPerhapsRewind(Random random, Books.Wallet wallet, long amount) {
    String lot =
        cast.one(
            "select id from credit_lot where wallet_id = ? order by hashtext(id::text || ?) limit 1",
            wallet.id(),
            String.valueOf(random.nextInt()));
    if (lot == null) {
      return;
    }
    UUID txn = ids.next();
    String taken =
        cast.one(
            "select unwind_lot(?, ?, 'refund', ?, '', ?, 'cash', now())",
            txn,
            UUID.fromString(lot),
            "unwind:" + txn,
            amount);
    if (Long.parseLong(taken) > 0 && random.nextBoolean()) {
      cast.sql(
          "select rewind_lot(?, ?, 'refund', ?, '', ?, 'cash', now())",
          ids.next(),
          UUID.fromString(lot),
          "rewind:" + txn,
          Long.valueOf(taken));
    }
  }

  private void twice(Books.Wallet wallet, long amount) {
    String key = "twice:" + ids.next();
    String sql = "select post_to_wallet(?, ?, 'adjustment', ?, '', ?, 'promotion', now())";
    assertEquals("t", cast.one(sql, ids.next(), wallet.id(), key, amount));
    assertEquals("f", cast.one(sql, ids.next(), wallet.id(), key, amount));
  }

  void one_after_the_other_lots_burn_as_the_model_says() {
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Random random = new Random(seed);
      Books.Wallet wallet = books.wallet("in-turn-" + seed);
      cast.sql("update wallet set overdraft = 500 where id = ?", wallet.id());
      Model model = new Model();
      for (int step = 0; step < 4 * STEPS; step++) {
        long amount = random.nextLong(1, 1_001);
        if (random.nextInt(5) < 2) {
          int priority = 10 * random.nextInt(3);
          long seconds = FAR * (1 + random.nextInt(3));
          boolean ends = random.nextBoolean();
          books.credit(
              wallet,
              amount,
              "promo",
              priority,
              ends ? java.time.Instant.ofEpochSecond(4_000_000_000L + seconds).toString() : null);
          model.credit(amount, priority, ends ? seconds : Long.MAX_VALUE);
        } else if (books.debit(wallet, amount)) {
          model.debit(amount);
        } else {
          assertTrue(model.posted() - amount < -500, "a debit within the overdraft is refused");
        }
        assertEquals(model.remaining(), books.remaining(wallet), "seed " + seed + " step " + step);
      }
      books.agree(wallet, "(seed " + seed + ")");
    }
  }

  void what_calls_hold_does_not_expire() {
    Books.Wallet wallet = books.wallet("expires-unheld");
    books.credit(wallet, 1_000, "promo", 30, "2000-01-01T00:00:00Z");
    cast.sql("update wallet set held = 400 where id = ?", wallet.id());

    assertEquals("600", cast.one("select expire_wallet(?, now())", wallet.id()));
    assertEquals(List.of(400L), books.remaining(wallet));
    assertEquals("0", cast.one("select expire_wallet(?, now())", wallet.id()), "still held");

    cast.sql("update wallet set held = 0 where id = ?", wallet.id());
    assertEquals("400", cast.one("select expire_wallet(?, now())", wallet.id()));
    books.agree(wallet, "after expiry");
  }

  void the_next_credit_repays_a_debt_before_it_is_worth_anything() {
    Books.Wallet wallet = books.wallet("in-debt");
    cast.sql("update wallet set overdraft = 300 where id = ?", wallet.id());
    books.credit(wallet, 100, "paid", 50, null);
    assertTrue(books.debit(wallet, 350));
    assertEquals(List.of(0L), books.remaining(wallet));

    books.credit(wallet, 1_000, "paid", 50, null);

    assertEquals(List.of(0L, 750L), books.remaining(wallet));
    books.agree(wallet, "after the debt");
  }

  void nobody_changes_what_is_posted_not_even_the_owner() {
    Books.Wallet wallet = books.wallet("append-only");
    books.credit(wallet, 100, "paid", 50, null);
    assertTrue(books.debit(wallet, 50));
    for (String table : List.of("ledger_txn", "ledger_entry", "lot_use")) {
      for (String change :
          List.of(
              "update "
                  + table
                  + " set publisher_id = publisher_id where consumer_id = '"
                  + wallet.consumer()
                  + "'",
              "delete from " + table + " where consumer_id = '" + wallet.consumer() + "'",
              "truncate " + table + " cascade")) {
        IllegalStateException refused =
            assertThrows(IllegalStateException.class, () -> cast.sql(change), change);
        assertTrue(String.valueOf(refused.getMessage()).contains("append-only"), change);
      }
      for (String role : List.of("turnpike_app", "turnpike_gate", "turnpike_jobs", "public")) {
        for (String right : List.of("update", "delete", "truncate")) {
          assertEquals(
              "f",
              role.equals("public")
                  ? cast.one(
                      "select exists (select from information_schema.role_table_grants where"
                          + " grantee = 'PUBLIC' and table_name = ?)",
                      table)
                  : cast.one("select has_table_privilege(?, ?, ?)", role, table, right),
              role + " may " + right + " " + table);
        }
      }
    }
  }

  void a_transaction_that_does_not_sum_to_zero_is_not_committed() {
    Books.Wallet wallet = books.wallet("lopsided");
    books.credit(wallet, 100, "paid", 50, null);
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                cast.sql(
                    "insert into ledger_entry (txn_id, publisher_id, consumer_id, book, unit,"
                        + " amount) select id, publisher_id, consumer_id, 'cash', 'USD', 1 from"
                        + " ledger_txn where account_id = ?",
                    wallet.account()));
    assertTrue(String.valueOf(refused.getMessage()).contains("sum to zero"));
  }

  /** How lots burn, written down a second time and simply. */
  private static final class Model {
    private record Lot(int place, int priority, long expires) {}

    private final List<Lot> lots = new ArrayList<>();
    private final List<Long> remaining = new ArrayList<>();
    private long debt;

    void credit(long amount, int priority, long expires) {
      long repaid = Math.min(debt, amount);
      debt -= repaid;
      lots.add(new Lot(lots.size(), priority, expires));
      remaining.add(amount - repaid);
    }

    void debit(long amount) {
      long missing = amount;
      List<Lot> order = new ArrayList<>(lots);
      order.sort(
          Comparator.comparingInt(Lot::priority)
              .thenComparingLong(Lot::expires)
              .thenComparingInt(Lot::place));
      for (Lot lot : order) {
        long part = Math.min(missing, remaining.get(lot.place()));
        remaining.set(lot.place(), remaining.get(lot.place()) - part);
        missing -= part;
      }
      debt += missing;
    }

    long posted() {
      return remaining.stream().mapToLong(Long::longValue).sum() - debt;
    }

    List<Long> remaining() {
      return List.copyOf(remaining);
    }
  }
}
