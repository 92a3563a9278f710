package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.ledger.Reconciliation;
import dev.turnpike.tenants.ledger.Reconciliations;
import dev.turnpike.tenants.ledger.Statement;
import dev.turnpike.tenants.ledger.StatementCsv;
import dev.turnpike.tenants.ledger.Statements;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Statements that can be added up by hand, and whether independent records agree. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
public class StatementsResource {
  private static final int USUAL_DAYS = 31;

  private final Callers callers;
  private final Statements statements;
  private final Reconciliations reconciliations;
  private final Clock clock;

  StatementsResource(
      Callers callers, Statements statements, Reconciliations reconciliations, Clock clock) {
    this.callers = callers;
    this.statements = statements;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  /**
   * A wallet over some days.
   *
   * @param more whether lines are left out: ask for fewer days
   */
  @Schema(name = "Statement")
  record Form(
      LocalDate from,
      LocalDate to,
      String zone,
      Amount opening,
      List<LineForm> lines,
      Amount closing,
      Amount held,
      List<LotForm> lots,
      boolean more) {
    static Form of(Statement it) {
      return new Form(
          it.from(),
          it.to(),
          it.zone().getId(),
          Amount.of(it.opening()),
          it.lines().stream().map(LineForm::of).toList(),
          Amount.of(it.closing()),
          Amount.of(it.held()),
          it.lots().stream().map(LotForm::of).toList(),
          it.more());
    }
  }

  @Schema(name = "StatementLine")
  record LineForm(
      Instant at, String kind, String memo, Amount amount, Amount balance, long postings) {
    static LineForm of(Statement.Line it) {
      return new LineForm(
          it.at(),
          it.kind(),
          it.memo(),
          Amount.of(it.amount()),
          Amount.of(it.balance()),
          it.postings());
    }
  }

  /** Credit that is not spent, in the order in which it will be. */
  @Schema(name = "CreditLot")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LotForm(
      String id,
      String kind,
      Amount amount,
      Amount remaining,
      Instant madeAt,
      @Nullable Instant expiresAt) {
    static LotForm of(Statement.Lot it) {
      return new LotForm(
          it.id().toString(),
          it.kind(),
          Amount.of(it.amount()),
          Amount.of(it.remaining()),
          it.madeAt(),
          it.expiresAt());
    }
  }

  /**
   * Independent records of one account held against each other.
   *
   * @param right whether they all agree
   */
  @Schema(name = "Reconciliation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reconciled(
      String wallet,
      @Nullable String consumer,
      Amount balance,
      Amount held,
      Amount overdraft,
      Amount available,
      boolean right,
      List<PairForm> pairs,
      List<String> differences) {
    static Reconciled of(Reconciliation it) {
      return new Reconciled(
          it.account().toString(),
          it.consumer(),
          Amount.of(it.posted()),
          Amount.of(it.held()),
          Amount.of(it.overdraft()),
          Amount.of(it.available()),
          it.isRight(),
          it.pairs().stream()
              .map(p -> new PairForm(p.what(), Amount.of(p.one()), Amount.of(p.other())))
              .toList(),
          it.differences());
    }
  }

  @Schema(name = "ReconciledPair")
  record PairForm(String what, Amount one, Amount other) {}

  @GET
  @Path("wallets/{wallet}/statement")
  @Operation(
      operationId = "getStatement",
      summary = "Opening balance, each line with its running balance, closing balance, and lots")
  public Uni<Form> statement(
      String tenant,
      String wallet,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    return read(tenant, wallet, from, to, Statements.PAGE).map(Form::of);
  }

  @GET
  @Path("wallets/{wallet}/statement.csv")
  @Produces("text/csv")
  @Operation(operationId = "downloadStatement", summary = "The same as a table")
  public Uni<String> csv(
      String tenant,
      String wallet,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    return read(tenant, wallet, from, to, Statements.DOWNLOAD).map(StatementCsv::of);
  }

  @GET
  @Path("wallets/{wallet}/reconciliation")
  @Operation(
      operationId = "getReconciliation",
      summary = "Whether ledger, lots, calls and payments of one account agree")
  public Uni<Reconciled> reconciliation(String tenant, String wallet) {
    Acting acting = callers.acting(tenant).require(Permission.SEE_MONEY);
    return reconciliations
        .of(acting, Sent.id(wallet, AccountId::new))
        .map(found -> Reconciled.of(found.orElseThrow(Callers::unknown)));
  }

  @GET
  @Path("reconciliations")
  @Operation(
      operationId = "listReconciliations",
      summary = "The same for every account the tenant sells on")
  public Uni<Listing<Reconciled>> reconciliations(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return reconciliations
        .all(callers.acting(tenant))
        .map(all -> Listing.of(all, r -> r.account().toString(), Reconciled::of, limit, after));
  }

  private Uni<Statement> read(
      String tenant, String wallet, @Nullable String from, @Nullable String to, int most) {
    Acting acting = callers.acting(tenant).require(Permission.SEE_MONEY);
    LocalDate last =
        day("to", to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1));
    LocalDate first = day("from", from, last.minusDays(USUAL_DAYS));
    return statements
        .of(acting, Sent.id(wallet, AccountId::new), first, last, most)
        .map(found -> found.orElseThrow(Callers::unknown));
  }

  private static LocalDate day(String name, @Nullable String text, LocalDate usual) {
    try {
      return text == null ? usual : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.parameter(name, "A day is written as 2026-04-06.").refused();
    }
  }
}
