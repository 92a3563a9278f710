package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Invoices as a whole, for the page and the paper. Drafts are nobody's business yet. */
@ApplicationScoped
public class InvoiceSheets {
  private static final int MOST_LINES = 1_000;
  private static final int MOST_PAYMENTS = 50;

  private final Tenancy tenancy;
  private final Rows rows;

  InvoiceSheets(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  @RegisterForReflection
  record Head(
      String publisherSlug,
      String publisherName,
      @Nullable String publisherEmail,
      String consumerSlug,
      String consumerName,
      @Nullable OffsetDateTime periodStart,
      @Nullable OffsetDateTime periodEnd,
      long tax,
      String taxNote,
      String closedReason,
      Invoices.Row invoice) {}

  @RegisterForReflection
  record ItemRow(String text, String kind, long quantity, long amount, long exact) {}

  /** Empty for another's invoice, and for a draft. */
  public Uni<Optional<InvoiceSheet>> find(TenantId tenant, InvoiceId id) {
    return tenancy.as(
        tenant,
        session ->
            head(session, id)
                .chain(
                    head ->
                        head.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : items(session, id)
                                .chain(
                                    items ->
                                        payments(session, id)
                                            .map(
                                                paid ->
                                                    Optional.of(sheet(head.get(), items, paid))))));
  }

  private Uni<Optional<Head>> head(Mutiny.Session session, InvoiceId id) {
    return rows.first(
        session,
        Head.class,
        """
        select p.slug as publisher_slug, p.name as publisher_name, p.support_email as publisher_email,
          c.slug as consumer_slug, c.name as consumer_name, i.period_start, i.period_end, i.tax,
          i.tax_note, i.closed_reason, to_jsonb(i) as invoice
        from invoice i join tenant p on p.id = i.publisher_id join tenant c on c.id = i.consumer_id
        where i.id = :id and i.number is not null
        """,
        Map.of("id", id.value()));
  }

  private Uni<List<ItemRow>> items(Mutiny.Session session, InvoiceId id) {
    return rows.list(
        session,
        ItemRow.class,
        "select text, kind, quantity, amount, coalesce(exact, amount) as exact from invoice_line"
            + " where invoice_id = :id order by position limit :most",
        Map.of("id", id.value(), "most", MOST_LINES));
  }

  private Uni<List<PaymentRow>> payments(Mutiny.Session session, InvoiceId id) {
    return rows.list(
        session,
        PaymentRow.class,
        PaymentRow.SELECT + " where invoice_id = :id order by id desc limit :most",
        Map.of("id", id.value(), "most", MOST_PAYMENTS));
  }

  private static InvoiceSheet sheet(Head head, List<ItemRow> items, List<PaymentRow> payments) {
    Invoices.Invoice invoice = head.invoice().invoice();
    String currency = head.invoice().currency();
    OffsetDateTime start = head.periodStart();
    OffsetDateTime end = head.periodEnd();
    return new InvoiceSheet(
        invoice,
        new InvoiceSheet.Party(head.publisherSlug(), head.publisherName(), head.publisherEmail()),
        new InvoiceSheet.Party(head.consumerSlug(), head.consumerName(), null),
        start == null || end == null ? null : new Period(start.toInstant(), end.toInstant()),
        items.stream()
            .map(
                item ->
                    new InvoiceSheet.Item(
                        item.text(),
                        item.kind(),
                        item.quantity(),
                        Orders.money(item.amount(), currency),
                        Orders.money(item.exact(), currency)))
            .toList(),
        Orders.money(head.tax(), currency),
        head.taxNote(),
        invoice.total(),
        head.closedReason(),
        payments.stream().map(PaymentRow::payment).toList());
  }
}
