package dev.turnpike.backend.money;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.TenantId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Wallets made for one test, moved by hand, and the questions that an auditor would ask. */
@ApplicationScoped
class Books {
  private final AgroalDataSource owner;
  private final Cast cast;
  private final Ids ids;
  private final Map<String, Integer> made = new ConcurrentHashMap<>();

  Books(@DataSource("owner") AgroalDataSource owner, Cast cast, Ids ids) {
    this.owner = owner;
    this.cast = cast;
    this.ids = ids;
  }

  /** One wallet of an account of two new tenants. */
  record Wallet(UUID id, UUID account, TenantId publisher, TenantId consumer) {}

  /** Of two new tenants; a slug that was used before gets a number. */
  Wallet wallet(String wanted) {
    int times = made.merge(wanted, 1, Integer::sum);
    String slug = times == 1 ? wanted : wanted + "-again" + times;
    TenantId publisher = cast.tenant(slug + "-sells", true);
    TenantId consumer = cast.tenant(slug + "-buys", false);
    return wallet(publisher, consumer);
  }

  Wallet wallet(TenantId publisher, TenantId consumer) {
    UUID account = ids.next();
    UUID wallet = ids.next();
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
    return new Wallet(wallet, account, publisher, consumer);
  }

  UUID credit(Wallet to, long amount, String lot, int priority, String expires) {
    UUID txn = ids.next();
    cast.sql(
        "select post_credit(?, ?, 'top-up', ?, '', ?, 'cash', now(), ?, ?,"
            + " cast(? as timestamptz))",
        txn,
        to.id(),
        "test:" + txn,
        amount,
        lot,
        priority,
        expires);
    return txn;
  }

  boolean debit(Wallet of, long amount) {
    UUID txn = ids.next();
    return ran(
        "select post_to_wallet(?, ?, 'usage', ?, '', ?, 'revenue', now())",
        txn,
        of.id(),
        "test:" + txn,
        -amount);
  }

  /** Whether it ran; false when the wallet would be overspent. */
  boolean ran(String sql, Object... parameters) {
    try {
      cast.sql(sql, parameters);
      return true;
    } catch (IllegalStateException e) {
      if (String.valueOf(e.getMessage()).contains("never_overspent")) {
        return false;
      }
      throw e;
    }
  }

  /** What remains of each lot, in the order in which they were made. */
  List<Long> remaining(Wallet of) {
    List<Long> found = new ArrayList<>();
    for (String text :
        cast.one(
                "select coalesce(string_agg(remaining::text, ',' order by id), '') from credit_lot"
                    + " where wallet_id = ?",
                of.id())
            .split(",", -1)) {
      if (!text.isEmpty()) {
        found.add(Long.valueOf(text));
      }
    }
    return found;
  }

  /** I1, I2 and I6 of the ledger for this wallet. */
  void agree(Wallet of, String when) {
    none(
        "I1: a transaction sums to zero " + when,
        "select txn_id from ledger_entry join ledger_txn t on t.id = txn_id where account_id = ?"
            + " group by txn_id, unit having sum(amount) <> 0",
        of.account());
    none(
        "I2: posted is the sum of its entries " + when,
        "select posted || ' posted' from wallet w where id = ? and posted <> (select"
            + " coalesce(sum(amount), 0) from ledger_entry where wallet_id = w.id)",
        of.id());
    none(
        "I6: what remains of the lots is what is posted " + when,
        "select posted || ' posted, lots ' || l.total from wallet w, lateral (select"
            + " coalesce(sum(remaining), 0) as total from credit_lot where wallet_id = w.id) l"
            + " where id = ? and l.total <> greatest(posted, 0)",
        of.id());
    none(
        "I6: a lot is its amount less its uses " + when,
        "select l.id from credit_lot l where wallet_id = ? and remaining <> amount - (select"
            + " coalesce(sum(amount), 0) from lot_use where lot_id = l.id)",
        of.id());
    none(
        "the first expiry is known " + when,
        "select lots_expire_at from wallet w where id = ? and lots_expire_at is distinct from"
            + " (select min(expires_at) from credit_lot where wallet_id = w.id and remaining > 0)",
        of.id());
  }

  private void none(String what, String sql, Object... parameters) {
    assertEquals(null, cast.one(sql, parameters), what);
  }

  /**
   * What the gate does for a batch of calls: holds, then in one transaction posts, releases, burns.
   * Answers whether the wallet had it.
   */
  boolean use(Wallet of, long amount) throws SQLException {
    try (Connection connection = owner.getConnection()) {
      if (run(
              connection,
              "update wallet set held = held + ? where id = ? and posted - held + overdraft >= ?",
              amount,
              of.id(),
              amount)
          == 0) {
        return false;
      }
      connection.setAutoCommit(false);
      UUID txn = ids.next();
      run(connection, "select 1 from wallet where id = ? for update", of.id());
      run(
          connection,
          "insert into ledger_txn select ?, publisher_id, consumer_id, account_id, 'usage', ?, '',"
              + " now() from wallet where id = ?",
          txn,
          "use:" + txn,
          of.id());
      run(
          connection,
          "insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit,"
              + " amount) select ?, w.publisher_id, w.consumer_id, b, case b when 'wallet' then"
              + " w.id end, w.currency, case b when 'wallet' then -a else a end from wallet w,"
              + " (values ('wallet'), ('revenue')) books(b), (values (?)) amounts(a) where id = ?",
          txn,
          amount,
          of.id());
      run(
          connection,
          "update wallet set posted = posted - ?, held = held - ? where id = ?",
          amount,
          amount,
          of.id());
      run(connection, "select burn_lots(?, ?, ?, now())", of.id(), txn, amount);
      connection.commit();
      connection.setAutoCommit(true);
      return true;
    }
  }

  private static int run(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      if (!statement.execute()) {
        return statement.getUpdateCount();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? 1 : 0;
      }
    }
  }
}
