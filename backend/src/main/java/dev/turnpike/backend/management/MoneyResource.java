package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What lies on the tenant's accounts, what moved it, and what is owed. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
public class MoneyResource {
  private static final int MOST_INVOICES = 500;

  private final Callers callers;
  private final Accounts accounts;
  private final Invoices invoices;

  MoneyResource(Callers callers, Accounts accounts, Invoices invoices) {
    this.callers = callers;
    this.accounts = accounts;
    this.invoices = invoices;
  }

  /**
   * The wallet of an account.
   *
   * @param id the account's
   * @param available what calls may still spend
   * @param held what calls in flight reserve
   */
  @Schema(name = "Wallet")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WalletForm(
      String id,
      @Nullable String publisher,
      @Nullable String consumer,
      String mode,
      Amount available,
      Amount held,
      Amount overdraft) {
    static WalletForm of(Accounts.Account account) {
      return new WalletForm(
          account.id().toString(),
          account.publisherSlug(),
          account.consumerSlug(),
          account.mode(),
          Amount.of(account.available()),
          Amount.of(account.held()),
          Amount.of(account.overdraft()));
    }
  }

  /**
   * One line of a statement.
   *
   * @param amount what it did to the wallet
   * @param balance the wallet after it
   */
  @Schema(name = "WalletEntry")
  record EntryForm(String id, Instant at, String kind, String memo, Amount amount, Amount balance) {
    static EntryForm of(Accounts.Line line) {
      return new EntryForm(
          line.id().toString(),
          line.at(),
          line.kind(),
          line.memo(),
          Amount.of(line.amount()),
          Amount.of(line.balance()));
    }
  }

  @Schema(name = "Invoice")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InvoiceForm(
      String id,
      String number,
      String wallet,
      String state,
      Amount total,
      Instant issuedAt,
      Instant dueAt,
      @Nullable Instant paidAt,
      @Nullable String decline) {
    static InvoiceForm of(Invoices.Invoice invoice) {
      return new InvoiceForm(
          invoice.id().toString(),
          invoice.number(),
          invoice.account().toString(),
          invoice.state(),
          Amount.of(invoice.total()),
          invoice.issuedAt(),
          invoice.dueAt(),
          invoice.paidAt(),
          invoice.decline() == null ? null : invoice.decline().word());
    }
  }

  @GET
  @Path("wallets")
  @Operation(
      operationId = "listWallets",
      summary = "Wallets with their balances; side is consumer (default) or publisher")
  public Uni<Listing<WalletForm>> wallets(
      String tenant,
      @RestQuery @DefaultValue("consumer") String side,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return ofSide(member(tenant), side)
        .map(all -> Listing.of(all, a -> a.id().toString(), WalletForm::of, limit, after));
  }

  @GET
  @Path("wallets/{wallet}/entries")
  @Operation(operationId = "listWalletEntries", summary = "What moved a wallet, newest first")
  public Uni<Listing<EntryForm>> entries(
      String tenant,
      String wallet,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    Acting acting = member(tenant);
    AccountId account = Sent.id(wallet, AccountId::new);
    UUID before = after == null ? null : uuid(after);
    int most = Listing.checked(limit);
    return own(acting, account)
        .chain(() -> accounts.statement(acting.tenant(), account, before, most + 1))
        .map(lines -> page(lines, most));
  }

  private static Listing<EntryForm> page(List<Accounts.Line> lines, int most) {
    List<EntryForm> shown = lines.stream().limit(most).map(EntryForm::of).toList();
    return new Listing<>(shown, lines.size() > most ? shown.getLast().id() : null);
  }

  @GET
  @Path("invoices")
  @Operation(
      operationId = "listInvoices",
      summary = "Invoices, newest first; wallet narrows them to one account")
  public Uni<Listing<InvoiceForm>> invoices(
      String tenant,
      @RestQuery @Nullable String wallet,
      @RestQuery @DefaultValue("consumer") String side,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    Acting acting = member(tenant);
    return ofSide(acting, side)
        .map(all -> all.stream().filter(a -> isAsked(a, wallet)).toList())
        .chain(found -> invoicesOf(acting, found))
        .map(all -> Listing.of(all, i -> i.id().toString(), InvoiceForm::of, limit, after));
  }

  private static boolean isAsked(Accounts.Account account, @Nullable String wallet) {
    return wallet == null || account.id().toString().equals(wallet);
  }

  private Uni<List<Invoices.Invoice>> invoicesOf(Acting acting, List<Accounts.Account> found) {
    Uni<List<Invoices.Invoice>> all = Uni.createFrom().item(List.of());
    for (Accounts.Account account : found) {
      all =
          all.chain(
              before ->
                  invoices
                      .of(acting.tenant(), account.id(), MOST_INVOICES)
                      .map(more -> newestFirst(before, more)));
    }
    return all;
  }

  private static List<Invoices.Invoice> newestFirst(
      List<Invoices.Invoice> some, List<Invoices.Invoice> more) {
    return Stream.concat(some.stream(), more.stream())
        .sorted(Comparator.comparing(Invoices.Invoice::issuedAt).reversed())
        .toList();
  }

  private Acting member(String tenant) {
    return callers.acting(tenant).require(Permission.SEE_MONEY);
  }

  private Uni<List<Accounts.Account>> ofSide(Acting acting, String side) {
    return Sent.isPublisher(side)
        ? accounts.ofPublisher(acting.tenant())
        : accounts.ofConsumer(acting.tenant());
  }

  private Uni<Accounts.Account> own(Acting acting, AccountId id) {
    return Uni.combine()
        .all()
        .unis(accounts.ofConsumer(acting.tenant()), accounts.ofPublisher(acting.tenant()))
        .usingConcurrencyOf(1)
        .with(
            (bought, sold) ->
                Stream.concat(bought.stream(), sold.stream())
                    .filter(account -> account.id().equals(id))
                    .findFirst()
                    .orElseThrow(Callers::unknown));
  }

  private static UUID uuid(String after) {
    try {
      return UUID.fromString(after);
    } catch (IllegalArgumentException e) {
      throw Problem.parameter("after", "This is no id. Start without after.").refused();
    }
  }
}
