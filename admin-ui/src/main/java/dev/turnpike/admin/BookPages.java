package dev.turnpike.admin;

import dev.turnpike.admin.BooksView.BookView;
import dev.turnpike.admin.BooksView.Entry;
import dev.turnpike.admin.BooksView.Pair;
import dev.turnpike.admin.BooksView.PaymentView;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.ledger.Adjustments;
import dev.turnpike.tenants.ledger.LedgerAnswer;
import dev.turnpike.tenants.ledger.Overdrafts;
import dev.turnpike.tenants.ledger.Reconciliation;
import dev.turnpike.tenants.ledger.Reconciliations;
import dev.turnpike.tenants.ledger.Refund;
import dev.turnpike.tenants.ledger.Refunds;
import dev.turnpike.tenants.ledger.Statement;
import dev.turnpike.tenants.ledger.Statements;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.BookingWords;
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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One customer's account: its statement, its credit, and what may be changed by hand. */
@Path("/admin/{tenant}/books/accounts/{account}")
@Produces(MediaType.TEXT_HTML)
class BookPages {
  private static final int USUAL_DAYS = 31;
  private static final int MOST_PAYMENTS = 20;

  private final Frame frame;
  private final Statements statements;
  private final Reconciliations reconciliations;
  private final Adjustments adjustments;
  private final Refunds refunds;
  private final Overdrafts overdrafts;
  private final Payments payments;
  private final Clock clock;
  private final BooksText text;
  private final BookingWords words;

  BookPages(
      Frame frame,
      Statements statements,
      Reconciliations reconciliations,
      Adjustments adjustments,
      Refunds refunds,
      Overdrafts overdrafts,
      Payments payments,
      Clock clock,
      BooksText text,
      BookingWords words) {
    this.words = words;
    this.frame = frame;
    this.statements = statements;
    this.reconciliations = reconciliations;
    this.adjustments = adjustments;
    this.refunds = refunds;
    this.overdrafts = overdrafts;
    this.payments = payments;
    this.clock = clock;
    this.text = text;
  }

  private record Read(
      Statement statement,
      Reconciliation reconciliation,
      List<Payment> payments,
      List<Refund> refunds,
      long limit) {}

  @GET
  public Uni<TemplateInstance> page(
      String tenant,
      String account,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    return page(acting, id(account), from, to, BooksPages.notice(text, done), List.of());
  }

  @POST
  @AsksAgain
  @Path("adjustments")
  public Uni<Response> adjust(
      String tenant,
      String account,
      @FormParam("amount") @Nullable String amount,
      @FormParam("reason") @Nullable String reason,
      @FormParam("kind") @Nullable String kind,
      @FormParam("expires") @Nullable String expires) {
    Acting acting = frame.acting(tenant);
    Adjustments.Wish wish =
        new Adjustments.Wish(orEmpty(amount), orEmpty(reason), !"paid".equals(kind), day(expires));
    return adjustments
        .propose(acting, id(account), wish)
        .chain(answer -> answered(acting, id(account), answer));
  }

  @POST
  @AsksAgain
  @Path("payments/{payment}/refunds")
  public Uni<Response> refund(
      String tenant,
      String account,
      String payment,
      @FormParam("amount") @Nullable String amount,
      @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant);
    return refunds
        .refund(acting, BooksPages.id(payment), amount, orEmpty(reason))
        .chain(answer -> answered(acting, id(account), answer));
  }

  @POST
  @AsksAgain
  @Path("overdraft")
  public Uni<Response> overdraft(
      String tenant,
      String account,
      @FormParam("amount") @Nullable String amount,
      @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant);
    return overdrafts
        .set(acting, id(account), orEmpty(amount), orEmpty(reason))
        .chain(answer -> answered(acting, id(account), answer));
  }

  private Uni<Response> answered(Acting acting, AccountId account, LedgerAnswer answer) {
    return switch (answer) {
      case LedgerAnswer.Posted _ -> back(acting, account, "posted");
      case LedgerAnswer.Waits _ -> back(acting, account, "waits");
      case LedgerAnswer.Rejected _ -> back(acting, account, "rejected");
      case LedgerAnswer.Unknown _ -> throw new NotFoundException();
      case LedgerAnswer.OwnProposal _ -> again(acting, account, 403, "main", text.own());
      case LedgerAnswer.Conflict(String detail) -> again(acting, account, 409, "main", detail);
      case LedgerAnswer.Invalid(String field, String detail) ->
          again(acting, account, 422, field, detail);
    };
  }

  private static Uni<Response> back(Acting acting, AccountId account, String done) {
    return Uni.createFrom()
        .item(Response.seeOther(URI.create(address(acting, account) + "?done=" + done)).build());
  }

  private Uni<Response> again(
      Acting acting, AccountId account, int status, String field, String detail) {
    return page(acting, account, null, null, null, List.of(new FieldError(field, detail)))
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(
      Acting acting,
      AccountId account,
      @Nullable String from,
      @Nullable String to,
      @Nullable String notice,
      List<FieldError> errors) {
    LocalDate last = date(to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1));
    LocalDate first = date(from, last.minusDays(USUAL_DAYS));
    return Uni.combine()
        .all()
        .unis(
            statements.of(acting, account, first, last, Statements.PAGE),
            reconciliations.of(acting, account),
            payments.of(acting.tenant(), account, MOST_PAYMENTS),
            refunds.of(acting, account),
            adjustments.limit(acting))
        .usingConcurrencyOf(1)
        .with(
            (statement, reconciliation, paid, returned, limit) ->
                new Read(
                    statement.orElseThrow(NotFoundException::new),
                    reconciliation.orElseThrow(NotFoundException::new),
                    paid,
                    returned,
                    limit))
        .map(
            read ->
                Pages.book(
                    frame.of(acting, text.title(), Frame.Place.BOOKS),
                    view(acting, read, notice, errors)));
  }

  private BookView view(Acting acting, Read it, @Nullable String notice, List<FieldError> errors) {
    Statement statement = it.statement();
    boolean mayAdjust = acting.may(Permission.ADJUST_WALLET);
    BooksView.Line line = BooksPages.line(acting, it.reconciliation());
    return new BookView(
        line.address(),
        line.consumer(),
        notice,
        line,
        it.reconciliation().pairs().stream()
            .map(p -> new Pair(p.what(), p.one(), p.other(), p.isEqual()))
            .toList(),
        statement.from().toString(),
        statement.to().toString(),
        statement.opening(),
        statement.lines().stream().map(this::entry).toList(),
        statement.closing(),
        statement.lots().stream().map(this::lot).toList(),
        mayAdjust,
        acting.may(Permission.RAISE_LIMIT),
        Formats.amount(new Money(it.limit(), statement.opening().currency())),
        statement.opening().currency().getCurrencyCode(),
        it.payments().stream().map(p -> payment(line.address(), p, mayAdjust)).toList(),
        it.refunds().stream()
            .map(r -> text.refunded(Formats.amount(r.amount()), r.state(), r.reason()))
            .toList(),
        errors);
  }

  private Entry entry(Statement.Line it) {
    return new Entry(it.at(), words.booking(it.kind(), it.memo()), it.amount(), it.balance());
  }

  private String lot(Statement.Lot it) {
    Instant expires = it.expiresAt();
    return text.lot(
        Formats.amount(it.remaining()),
        Formats.amount(it.amount()),
        words.credit(it.kind()),
        expires == null ? "" : text.until(Formats.day(expires)));
  }

  private PaymentView payment(String address, Payment it, boolean mayAdjust) {
    boolean refundable =
        mayAdjust && it.purpose().equals("top-up") && it.state() == Payment.State.SUCCEEDED;
    return new PaymentView(
        it.createdAt(),
        it.amount(),
        words.purpose(it.purpose()) + ", " + words.payment(it.state().name()),
        refundable ? address + "/payments/" + it.id() + "/refunds" : null);
  }

  private static String address(Acting acting, AccountId account) {
    return "/admin/" + acting.slug() + "/books/accounts/" + account;
  }

  private static AccountId id(String written) {
    return new AccountId(BooksPages.id(written));
  }

  private static String orEmpty(@Nullable String written) {
    return written == null ? "" : written;
  }

  private static @Nullable Instant day(@Nullable String written) {
    try {
      return written == null || written.isBlank()
          ? null
          : LocalDate.parse(written).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate date(@Nullable String written, LocalDate usual) {
    try {
      return written == null || written.isBlank() ? usual : LocalDate.parse(written);
    } catch (DateTimeException e) {
      return usual;
    }
  }
}
