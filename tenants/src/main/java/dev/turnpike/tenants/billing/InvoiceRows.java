package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.billing.Invoicing.Draft;
import dev.turnpike.tenants.billing.Line.Book;
import dev.turnpike.tenants.billing.TaxProvider.Tax;
import dev.turnpike.tenants.kernel.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes an invoice's rows: the draft, its lines, what is carried on, and that it is open. */
@ApplicationScoped
class InvoiceRows {
  private final Rows rows;

  InvoiceRows(Rows rows) {
    this.rows = rows;
  }

  Uni<Integer> draft(Mutiny.Session session, Draft draft) {
    return rows.change(
        session,
        """
        insert into invoice (id, publisher_id, consumer_id, account_id, subscription_id, state,
          currency, total, issued_at, due_at, period_start, period_end)
        select :id, publisher_id, consumer_id, id, :subscription, 'draft', currency, 0, :at, :at,
          :start, :end
        from account where id = :account
        """,
        Map.of(
            "id",
            draft.id().value(),
            "subscription",
            draft.bill().subscription().value(),
            "account",
            draft.parties().accountId(),
            "at",
            draft.bill().at(),
            "start",
            draft.bill().period().start(),
            "end",
            draft.bill().period().end()));
  }

  Uni<Void> lines(Mutiny.Session session, Draft draft, Sum sum) {
    Uni<Void> all = Uni.createFrom().voidItem();
    int position = 0;
    for (Sum.Rounded rounded : sum.lines()) {
      int place = ++position;
      all = all.chain(() -> line(session, draft, place, rounded));
    }
    return all;
  }

  private Uni<Void> line(Mutiny.Session session, Draft draft, int position, Sum.Rounded rounded) {
    Line line = rounded.line();
    return rows.change(
            session,
            """
            insert into invoice_line (invoice_id, position, publisher_id, consumer_id, text,
              quantity, amount, kind, exact)
            select id, :position, publisher_id, consumer_id, :text, :quantity, :amount, :kind, :exact
            from invoice where id = :invoice
            """,
            Map.of(
                "invoice",
                draft.id().value(),
                "position",
                position,
                "text",
                line.text(),
                "quantity",
                line.quantity(),
                "amount",
                rounded.amount(),
                "kind",
                line.kind().name().toLowerCase(Locale.ROOT),
                "exact",
                line.micros()))
        .replaceWithVoid();
  }

  Uni<Void> carry(Mutiny.Session session, Draft draft, Sum sum) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<Book, Long> entry : sum.carry().entrySet()) {
      all =
          all.chain(
              () ->
                  rows.change(
                          session,
                          """
                          insert into invoice_carry
                          select id, :book, publisher_id, consumer_id, :micros from account
                          where id = :account
                          on conflict (account_id, book) do update set micros = excluded.micros
                          """,
                          Map.of(
                              "account",
                              draft.parties().accountId(),
                              "book",
                              entry.getKey().name().toLowerCase(Locale.ROOT),
                              "micros",
                              entry.getValue()))
                      .replaceWithVoid());
    }
    return all;
  }

  Uni<Tax> open(Mutiny.Session session, Draft draft, Sum sum, Tax tax) {
    long total = Math.addExact(sum.total(), tax.amount().micros());
    Map<String, Object> values = new HashMap<>();
    values.put("id", draft.id().value());
    values.put("number", draft.number());
    values.put("total", total);
    values.put("tax", tax.amount().micros());
    values.put("note", tax.note());
    return rows.change(
            session,
            """
            update invoice set state = 'open', number = :number, total = :total, tax = :tax,
              tax_note = :note
            where id = :id
            """,
            values)
        .chain(
            () ->
                total > 0
                    ? Uni.createFrom().item(0)
                    : rows.change(
                        session,
                        "update invoice set state = 'paid', paid_at = issued_at where id = :id",
                        Map.of("id", draft.id().value())))
        .replaceWith(tax);
  }
}
