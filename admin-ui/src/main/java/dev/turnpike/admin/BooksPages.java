package dev.turnpike.admin;

import dev.turnpike.admin.BooksView.Line;
import dev.turnpike.admin.BooksView.Proposal;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Search;
import dev.turnpike.tenants.ledger.Adjustment;
import dev.turnpike.tenants.ledger.Adjustments;
import dev.turnpike.tenants.ledger.LedgerAnswer;
import dev.turnpike.tenants.ledger.Reconciliation;
import dev.turnpike.tenants.ledger.Reconciliations;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Formats;
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
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A publisher's books: every account with its records, and the second person's inbox. */
@Path("/admin/{tenant}/books")
@Produces(MediaType.TEXT_HTML)
class BooksPages {
  private static final int PAGE = 25;

  private final Frame frame;
  private final Adjustments adjustments;
  private final Reconciliations reconciliations;
  private final BooksText text;

  BooksPages(
      Frame frame, Adjustments adjustments, Reconciliations reconciliations, BooksText text) {
    this.frame = frame;
    this.adjustments = adjustments;
    this.reconciliations = reconciliations;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> page(
      String tenant,
      @RestQuery("q") @Nullable String search,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String done) {
    return page(
        frame.acting(tenant),
        Search.of(search, Places.place(from), PAGE + 1),
        notice(text, done),
        List.of());
  }

  @POST
  @AsksAgain
  @Path("adjustments/{adjustment}/approval")
  public Uni<Response> approve(String tenant, String adjustment) {
    Acting acting = frame.acting(tenant);
    return adjustments.approve(acting, id(adjustment)).chain(answer -> answered(acting, answer));
  }

  @POST
  @Path("adjustments/{adjustment}/rejection")
  public Uni<Response> reject(
      String tenant, String adjustment, @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant);
    return adjustments
        .reject(acting, id(adjustment), reason == null ? "" : reason)
        .chain(answer -> answered(acting, answer));
  }

  private Uni<Response> answered(Acting acting, LedgerAnswer answer) {
    return switch (answer) {
      case LedgerAnswer.Posted _ -> back(acting, "posted");
      case LedgerAnswer.Waits _ -> back(acting, "waits");
      case LedgerAnswer.Rejected _ -> back(acting, "rejected");
      case LedgerAnswer.Unknown _ -> throw new NotFoundException();
      case LedgerAnswer.OwnProposal _ -> again(acting, 403, "main", text.own());
      case LedgerAnswer.Conflict(String detail) -> again(acting, 409, "main", detail);
      case LedgerAnswer.Invalid(String field, String detail) -> again(acting, 422, field, detail);
    };
  }

  private static Uni<Response> back(Acting acting, String done) {
    URI books = URI.create("/admin/" + acting.slug() + "/books?done=" + done);
    return Uni.createFrom().item(Response.seeOther(books).build());
  }

  private Uni<Response> again(Acting acting, int status, String field, String detail) {
    Search all = Search.of(null, 0, PAGE + 1);
    return page(acting, all, null, List.of(new FieldError(field, detail)))
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(
      Acting acting, Search search, @Nullable String notice, List<FieldError> errors) {
    Address start = Address.of("/admin/" + acting.slug() + "/books").with("q", search.text());
    return adjustments
        .list(acting)
        .chain(
            changes ->
                reconciliations
                    .page(acting, search)
                    .map(
                        accounts ->
                            Pages.books(
                                frame.of(acting, text.title(), Frame.Place.BOOKS),
                                view(
                                    acting,
                                    notice,
                                    changes,
                                    Shown.by(search, accounts, start),
                                    errors))));
  }

  private BooksView view(
      Acting acting,
      @Nullable String notice,
      List<Adjustment> changes,
      Shown<Reconciliation> accounts,
      List<FieldError> errors) {
    return new BooksView(
        acting.slug(),
        notice,
        changes.stream().filter(Adjustment::isOpen).map(a -> proposal(acting, a)).toList(),
        accounts.as(a -> line(acting, a)),
        changes.stream().filter(a -> !a.isOpen()).limit(20).map(this::past).toList(),
        errors);
  }

  private Proposal proposal(Acting acting, Adjustment it) {
    PersonId proposer = it.proposer();
    String hindrance =
        !acting.may(Permission.APPROVE_ADJUSTMENT)
            ? text.mayNot()
            : proposer.equals(acting.person()) ? text.own() : null;
    return new Proposal(
        "/admin/" + acting.slug() + "/books/adjustments/" + it.id(),
        text.proposal(
            Formats.amount(it.amount()),
            String.valueOf(it.consumer()),
            it.proposerName(),
            it.reason()),
        it.proposedAt(),
        hindrance);
  }

  private String past(Adjustment it) {
    return text.past(
        Formats.amount(it.amount()),
        String.valueOf(it.consumer()),
        String.valueOf(it.verdict()),
        Objects.requireNonNullElse(it.deciderName(), it.proposerName()),
        it.answer().isEmpty() ? it.reason() : it.answer());
  }

  static Line line(Acting acting, Reconciliation it) {
    return new Line(
        "/admin/" + acting.slug() + "/books/accounts/" + it.account(),
        Objects.requireNonNullElse(it.consumer(), it.account().toString()),
        it.posted(),
        it.held(),
        it.overdraft(),
        it.available(),
        it.used(),
        it.differences());
  }

  /** What a redirect came from. */
  static @Nullable String notice(BooksText text, @Nullable String done) {
    return switch (done) {
      case "posted" -> text.posted();
      case "waits" -> text.waits();
      case "rejected" -> text.rejected();
      case null, default -> null;
    };
  }

  static UUID id(String written) {
    try {
      return UUID.fromString(written);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
