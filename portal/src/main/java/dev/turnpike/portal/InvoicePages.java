package dev.turnpike.portal;

import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.InvoiceSheet;
import dev.turnpike.tenants.billing.InvoiceSheets;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.InvoicePaper;
import dev.turnpike.ui.InvoiceText;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A consumer's invoices of a publisher: the list, each as a page and as a PDF. */
@Path("/{publisher}/invoices")
@Produces(MediaType.TEXT_HTML)
class InvoicePages {
  private static final int MOST = 100;

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Accounts accounts;
  private final Invoices invoices;
  private final InvoiceSheets sheets;
  private final InvoicePaper paper;
  private final InvoiceText text;

  InvoicePages(
      Frame frame,
      Publishers publishers,
      Places places,
      Accounts accounts,
      Invoices invoices,
      InvoiceSheets sheets,
      InvoicePaper paper,
      InvoiceText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.accounts = accounts;
    this.invoices = invoices;
    this.sheets = sheets;
    this.paper = paper;
    this.text = text;
  }

  /**
   * What the list shows.
   *
   * @param tenant whose invoices they are, as addresses name it
   */
  record View(String publisher, String tenant, List<Invoices.Invoice> invoices) {}

  /**
   * What an invoice's page shows.
   *
   * @param pay where it can be paid; null when it need not be, or not by this visitor
   */
  record SheetView(String publisher, String tenant, InvoiceSheet sheet, @Nullable String pay) {}

  @GET
  public Uni<TemplateInstance> list(String publisher, @RestQuery @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant).require(Permission.SEE_MONEY);
    return publishers
        .named(publisher)
        .chain(
            found ->
                accounts
                    .between(acting.tenant(), found.id())
                    .chain(
                        account ->
                            account
                                .map(it -> invoices.of(acting.tenant(), it.id(), MOST))
                                .orElseGet(() -> Uni.createFrom().item(List.of())))
                    .map(
                        all ->
                            Pages.invoices(
                                frame.of(
                                    found, text.invoices(), Frame.Place.INVOICES, acting.slug()),
                                new View(publisher, acting.slug(), all))));
  }

  @GET
  @Path("{invoice}")
  public Uni<TemplateInstance> page(
      String publisher, String invoice, @RestQuery @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant).require(Permission.SEE_MONEY);
    return publishers
        .named(publisher)
        .chain(found -> sheet(acting, found, invoice).map(sheet -> page(acting, found, sheet)));
  }

  private TemplateInstance page(Acting acting, Tenant publisher, InvoiceSheet sheet) {
    String pay =
        sheet.isOpen() && acting.may(Permission.PAY)
            ? Addresses.invoice(publisher.slug(), acting.slug(), sheet.invoice().id())
            : null;
    return Pages.invoice(
        frame.of(
            publisher, text.invoice(sheet.invoice().number()), Frame.Place.INVOICES, acting.slug()),
        new SheetView(publisher.slug(), acting.slug(), sheet, pay));
  }

  @GET
  @Path("{invoice}/pdf")
  @Produces("application/pdf")
  public Uni<Response> pdf(String publisher, String invoice, @RestQuery @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant).require(Permission.SEE_MONEY);
    return publishers
        .named(publisher)
        .chain(found -> sheet(acting, found, invoice))
        .map(
            sheet ->
                Response.ok(paper.of(sheet), "application/pdf")
                    .header(
                        "Content-Disposition",
                        "inline; filename=\"" + sheet.invoice().number() + ".pdf\"")
                    .header("Cache-Control", "no-store")
                    .header("X-Content-Type-Options", "nosniff")
                    .build());
  }

  private Uni<InvoiceSheet> sheet(Acting acting, Tenant publisher, String invoice) {
    return sheets
        .find(acting.tenant(), new InvoiceId(PayCases.id(invoice)))
        .map(
            found ->
                found
                    .filter(sheet -> sheet.invoice().publisher().equals(publisher.id()))
                    .filter(sheet -> sheet.consumer().slug().equals(acting.slug()))
                    .orElseThrow(NotFoundException::new));
  }
}
