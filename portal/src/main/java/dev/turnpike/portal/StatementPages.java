package dev.turnpike.portal;

import dev.turnpike.portal.StatementView.Charge;
import dev.turnpike.portal.StatementView.Charges;
import dev.turnpike.portal.StatementView.Line;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.ledger.Statement;
import dev.turnpike.tenants.ledger.StatementCsv;
import dev.turnpike.tenants.ledger.Statements;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.BookingWords;
import dev.turnpike.ui.Formats;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's wallet at one publisher: what is in it, what moved it, and each call behind that.
 */
@Path("/{publisher}/statement")
@Produces(MediaType.TEXT_HTML)
class StatementPages {
  private static final int USUAL_DAYS = 31;

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Accounts accounts;
  private final Statements statements;
  private final Clock clock;
  private final StatementText text;
  private final BookingWords words;

  StatementPages(
      Frame frame,
      Publishers publishers,
      Places places,
      Accounts accounts,
      Statements statements,
      Clock clock,
      StatementText text,
      BookingWords words) {
    this.words = words;
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.accounts = accounts;
    this.statements = statements;
    this.clock = clock;
    this.text = text;
  }

  private record Read(Tenant publisher, Acting acting, Accounts.Account account) {}

  @GET
  public Uni<TemplateInstance> page(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    return read(publisher, tenant)
        .chain(it -> statement(it, from, to, Statements.PAGE).map(found -> page(it, found)));
  }

  @GET
  @Path("csv")
  @Produces("text/csv")
  public Uni<Response> csv(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    return read(publisher, tenant)
        .chain(it -> statement(it, from, to, Statements.DOWNLOAD))
        .map(
            found ->
                Response.ok(StatementCsv.of(found))
                    .header(
                        "Content-Disposition",
                        "attachment; filename=\"statement-%s-%s-%s.csv\""
                            .formatted(publisher, found.from(), found.to()))
                    .build());
  }

  @GET
  @Path("calls")
  public Uni<TemplateInstance> calls(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery long first,
      @RestQuery long last) {
    return read(publisher, tenant)
        .chain(
            it ->
                statements
                    .charges(it.acting().tenant(), it.account().id(), first, last)
                    .map(found -> charges(it, found)));
  }

  private Uni<Read> read(String publisher, @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant).require(Permission.SEE_MONEY);
    return publishers
        .named(publisher)
        .chain(
            found ->
                accounts
                    .between(acting.tenant(), found.id())
                    .map(
                        account ->
                            new Read(found, acting, account.orElseThrow(NotFoundException::new))));
  }

  private Uni<Statement> statement(Read it, @Nullable String from, @Nullable String to, int most) {
    // A test account's clock may be ahead; a day more shows what was posted at its present.
    LocalDate last = day(to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1));
    LocalDate first = day(from, last.minusDays(USUAL_DAYS));
    return statements
        .of(it.acting(), it.account().id(), first, last, most)
        .map(found -> found.orElseThrow(NotFoundException::new));
  }

  private static LocalDate day(@Nullable String written, LocalDate usual) {
    try {
      return written == null || written.isBlank() ? usual : LocalDate.parse(written);
    } catch (DateTimeException e) {
      return usual;
    }
  }

  private TemplateInstance page(Read it, Statement found) {
    String address = "/" + it.publisher().slug() + "/statement";
    String query = "?tenant=" + it.acting().slug();
    return Pages.statement(
        frame.of(it.publisher(), text.title(), Frame.Place.STATEMENT, it.acting().slug()),
        new StatementView(
            it.publisher().slug(),
            it.publisher().name(),
            it.acting().slug(),
            it.acting().tenantName(),
            address,
            address + "/csv" + query + "&from=" + found.from() + "&to=" + found.to(),
            Addresses.wallet(it.publisher().slug(), it.acting().slug()),
            found.from().toString(),
            found.to().toString(),
            found.opening(),
            found.lines().stream().map(line -> line(address, query, line)).toList(),
            found.closing(),
            found.held(),
            found.lots().stream().map(this::lot).toList(),
            found.more()));
  }

  private Line line(String address, String query, Statement.Line it) {
    String calls =
        it.isUsage()
            ? address + "/calls" + query + "&first=" + it.first() + "&last=" + it.last()
            : null;
    String what =
        it.isUsage() && it.memo().isEmpty()
            ? text.calls(Formats.grouped(it.postings()))
            : words.note(it.kind(), it.memo());
    return new Line(it.at(), what, it.amount(), it.balance(), calls);
  }

  private String lot(Statement.Lot it) {
    String kind =
        switch (it.kind()) {
          case "paid" -> text.paid();
          case "trial" -> text.trial();
          case "allowance" -> text.allowance();
          default -> text.given();
        };
    String remaining = Formats.amount(it.remaining());
    Instant until = it.expiresAt();
    return until == null
        ? text.lot(remaining, kind)
        : text.lotUntil(remaining, kind, Formats.stamp(until));
  }

  private TemplateInstance charges(Read it, List<Statement.Charge> found) {
    Money sum =
        found.stream()
            .map(Statement.Charge::amount)
            .reduce(Money.zero(it.account().available().currency()), Money::plus);
    return Pages.charges(
        frame.of(it.publisher(), text.chargesTitle(), Frame.Place.STATEMENT, it.acting().slug()),
        new Charges(
            "/" + it.publisher().slug() + "/statement?tenant=" + it.acting().slug(),
            found.stream()
                .map(
                    c ->
                        new Charge(c.request().toString(), c.at(), c.api(), c.status(), c.amount()))
                .toList(),
            sum));
  }
}
