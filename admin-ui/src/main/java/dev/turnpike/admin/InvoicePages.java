package dev.turnpike.admin;

import dev.turnpike.tenants.billing.Closing;
import dev.turnpike.tenants.billing.InvoiceSheet;
import dev.turnpike.tenants.billing.InvoiceSheets;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Search;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.InvoicePaper;
import dev.turnpike.ui.InvoiceText;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A publisher's invoices: who owes what, why a charge failed, and how one is closed unpaid. */
@Path("/admin/{tenant}/invoices")
@Produces(MediaType.TEXT_HTML)
class InvoicePages {
  private static final int PAGE = 50;

  private final Frame frame;
  private final Invoices invoices;
  private final InvoiceSheets sheets;
  private final Closing closing;
  private final InvoicePaper paper;
  private final InvoiceText text;
  private final BillingText words;

  InvoicePages(
      Frame frame,
      Invoices invoices,
      InvoiceSheets sheets,
      Closing closing,
      InvoicePaper paper,
      InvoiceText text,
      BillingText words) {
    this.frame = frame;
    this.invoices = invoices;
    this.sheets = sheets;
    this.closing = closing;
    this.paper = paper;
    this.text = text;
    this.words = words;
  }

  record View(String tenant, Shown<Invoices.Issued> invoices, String state) {}

  record SheetView(String tenant, InvoiceSheet sheet, boolean mayClose, List<FieldError> errors) {}

  @GET
  public Uni<TemplateInstance> list(
      String tenant,
      @RestQuery("q") @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String before) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    String only = state == null || state.isBlank() ? null : state;
    Search search = Search.of(text, 0, PAGE + 1);
    UUID after = Places.before(before);
    return invoices
        .ofPublisher(acting.tenant(), search, only, after)
        .map(found -> list(acting, search, only == null ? "" : only, after == null, found));
  }

  private TemplateInstance list(
      Acting acting, Search search, String state, boolean first, List<Invoices.Issued> found) {
    Address start =
        Address.of("/admin/" + acting.slug() + "/invoices")
            .with("q", search.text())
            .with("state", state);
    boolean filtered = !search.text().isEmpty() || !state.isEmpty();
    return Pages.invoices(
        frame.of(acting, text.invoices(), Frame.Place.INVOICES),
        new View(
            acting.slug(),
            Shown.by(search, found, start, filtered, first, last -> last.invoice().id().toString()),
            state));
  }

  @GET
  @Path("{invoice}")
  public Uni<TemplateInstance> page(String tenant, String invoice) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    return sheet(acting, invoice).map(sheet -> page(acting, sheet, List.of()));
  }

  private TemplateInstance page(Acting acting, InvoiceSheet sheet, List<FieldError> errors) {
    return Pages.invoice(
        frame.of(acting, text.invoice(sheet.invoice().number()), Frame.Place.INVOICES),
        new SheetView(
            acting.slug(), sheet, sheet.isOpen() && acting.may(Permission.ADJUST_WALLET), errors));
  }

  @GET
  @Path("{invoice}/pdf")
  @Produces("application/pdf")
  public Uni<Response> pdf(String tenant, String invoice) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    return sheet(acting, invoice)
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

  /** {@code how} is {@code void} or {@code uncollectible}. */
  @POST
  @AsksAgain
  @Path("{invoice}/closing")
  public Uni<Response> close(
      String tenant,
      String invoice,
      @FormParam("how") @Nullable String how,
      @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant).require(Permission.ADJUST_WALLET);
    InvoiceId id = id(invoice);
    String why = reason == null ? "" : reason;
    Uni<Closing.Closed> closed =
        "uncollectible".equals(how)
            ? closing.writeOff(acting, id, why)
            : closing.voidIt(acting, id, why);
    return closed.chain(
        done ->
            switch (done) {
              case Closing.Closed.Unknown unknown -> throw new NotFoundException();
              case Closing.Closed.NoReason none ->
                  sheet(acting, invoice)
                      .map(
                          sheet ->
                              Response.status(422)
                                  .entity(
                                      page(
                                          acting,
                                          sheet,
                                          List.of(new FieldError("reason", words.reasonMissing()))))
                                  .build());
              case Closing.Closed.Done closedNow -> back(acting, id);
              case Closing.Closed.NotOpen late -> back(acting, id);
            });
  }

  private static Uni<Response> back(Acting acting, InvoiceId id) {
    return Uni.createFrom()
        .item(Response.seeOther(URI.create("/admin/" + acting.slug() + "/invoices/" + id)).build());
  }

  private Uni<InvoiceSheet> sheet(Acting acting, String invoice) {
    return sheets
        .find(acting.tenant(), id(invoice))
        .map(
            found ->
                found
                    .filter(sheet -> sheet.invoice().publisher().equals(acting.tenant()))
                    .orElseThrow(NotFoundException::new));
  }

  private static InvoiceId id(String text) {
    try {
      return new InvoiceId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
