package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.billing.Invoicing.Draft;
import dev.turnpike.tenants.billing.Line.Book;
import dev.turnpike.tenants.billing.TaxProvider.Tax;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What issuing an invoice does to the ledger, each part once. */
@ApplicationScoped
class InvoiceLedger {
  private final Rows rows;
  private final Ids ids;

  InvoiceLedger(Rows rows, Ids ids) {
    this.rows = rows;
    this.ids = ids;
  }

  /** The claim goes up by the total; against it stand revenue, the wallet's debt, and tax. */
  Uni<Void> post(Mutiny.Session session, Draft draft, Sum sum, Tax tax) {
    return claim(session, draft, "fees", "revenue", sum.of(Book.REVENUE))
        .chain(() -> claim(session, draft, "tax", "tax", tax.amount().micros()))
        .chain(() -> settleWallet(session, draft, sum.of(Book.WALLET)));
  }

  private Uni<Void> claim(
      Mutiny.Session session, Draft draft, String part, String book, long amount) {
    if (amount == 0) {
      return Uni.createFrom().voidItem();
    }
    UUID txn = ids.next();
    Map<String, Object> facts = new HashMap<>();
    facts.put("txn", txn);
    facts.put("key", "invoice:" + draft.id() + ":" + part);
    facts.put("memo", "Invoice " + draft.number());
    facts.put("at", draft.bill().at());
    facts.put("account", draft.parties().accountId());
    return rows.change(
            session,
            """
            insert into ledger_txn (id, publisher_id, consumer_id, account_id, kind,
              idempotency_key, memo, at)
            select :txn, publisher_id, consumer_id, id, 'invoice', :key, :memo, :at
            from account where id = :account
            """,
            facts)
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into ledger_entry (txn_id, publisher_id, consumer_id, book, unit, amount)
                    select t.id, t.publisher_id, t.consumer_id, side.book, :unit,
                      side.sign * cast(:amount as bigint)
                    from ledger_txn t,
                      (values (cast(:book as text), 1), ('receivable', -1)) as side(book, sign)
                    where t.id = :txn
                    """,
                    Map.of(
                        "txn",
                        txn,
                        "unit",
                        draft.parties().currency(),
                        "amount",
                        amount,
                        "book",
                        book)))
        .replaceWithVoid();
  }

  private Uni<Void> settleWallet(Mutiny.Session session, Draft draft, long amount) {
    if (amount == 0) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(
            "select post_to_wallet(:txn, :wallet, 'invoice', :key, :memo, :amount, 'receivable', :at)",
            Boolean.class)
        .setParameter("txn", ids.next())
        .setParameter("wallet", draft.parties().walletId())
        .setParameter("key", "invoice:" + draft.id() + ":usage")
        .setParameter("memo", "Usage on invoice " + draft.number())
        .setParameter("amount", amount)
        .setParameter("at", draft.bill().at())
        .getSingleResult()
        .replaceWithVoid();
  }
}
