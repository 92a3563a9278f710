package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.due.Rounds;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.AccountTime;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The cards on file of an account, by the processor's tokens. One is the main one: renewals are
 * charged to it. A new main card pays at once what an earlier one left unpaid.
 */
@ApplicationScoped
public class PaymentMethods {
  private static final int MOST = 10;

  private final Tenancy tenancy;
  private final Rows rows;
  private final CardsOnFile cards;
  private final Collection collection;
  private final Rounds rounds;
  private final AccountTime time;
  private final Audit audit;

  PaymentMethods(
      Tenancy tenancy,
      Rows rows,
      CardsOnFile cards,
      Collection collection,
      Rounds rounds,
      AccountTime time,
      Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.cards = cards;
    this.collection = collection;
    this.rounds = rounds;
    this.time = time;
    this.audit = audit;
  }

  /**
   * A card on file.
   *
   * @param expires the last month in which it is good, in the account's time
   * @param expired whether that month is over
   */
  public record Method(
      UUID id,
      AccountId account,
      String brand,
      String last4,
      YearMonth expires,
      boolean main,
      boolean expired) {}

  /** What became of a change of cards. */
  public sealed interface Changed {
    record Done(List<Method> methods) implements Changed {}

    /** No such account or card for this payer: 404. */
    record Unknown() implements Changed {}

    /** 422. */
    record Invalid(String field, String detail) implements Changed {}
  }

  @RegisterForReflection
  record Owner(UUID id, String mode) {}

  /** The cards of an account, the main one first. */
  public Uni<List<Method>> of(TenantId consumer, AccountId account) {
    return tenancy.as(consumer, session -> list(session, account));
  }

  /** Adds a card; the first one, and one that is wanted so, becomes the main one. */
  public Uni<Changed> add(Payer payer, AccountId account, String token, boolean main) {
    Optional<SandboxCard> card = SandboxCard.of(token);
    if (card.isEmpty()) {
      return Uni.createFrom()
          .item(
              new Changed.Invalid(
                  "token", "This is no card of the sandbox; for example sbx_accepted."));
    }
    return changed(payer, account, session -> add(session, payer, account, card.get(), main));
  }

  /** Makes a card the main one. */
  public Uni<Changed> choose(Payer payer, AccountId account, UUID method) {
    return changed(
        payer,
        account,
        session ->
            cards
                .makeMain(session, account, method)
                .chain(
                    there ->
                        there
                            ? noted(session, payer, account, "chosen", method)
                                .chain(() -> collection.retryAll(session, account))
                                .replaceWith(done())
                            : unknown()));
  }

  /** Takes a card off file. Without a main one, the next renewal cannot be charged. */
  public Uni<Changed> remove(Payer payer, AccountId account, UUID method) {
    return changed(
        payer,
        account,
        session ->
            rows.change(
                    session,
                    "delete from payment_method where id = :id and account_id = :account",
                    Map.of("id", method, "account", account.value()))
                .chain(
                    removed ->
                        removed == 0
                            ? unknown()
                            : noted(session, payer, account, "removed", method)
                                .replaceWith(done())));
  }

  /** Whether renewals can be charged: the main card is there, and good at this time. */
  public Uni<Boolean> hasGoodOne(Mutiny.Session session, AccountId account, Instant at) {
    return time.of(session, account)
        .chain(
            reading ->
                cards
                    .main(session, account)
                    .map(card -> card.filter(c -> !c.isExpiredAt(at, reading.zone())).isPresent()));
  }

  private interface Work {
    Uni<Optional<Changed>> of(Mutiny.Session session);
  }

  /** Empty: it is done. */
  private static Optional<Changed> done() {
    return Optional.empty();
  }

  private static Uni<Optional<Changed>> unknown() {
    return Uni.createFrom().item(Optional.of(new Changed.Unknown()));
  }

  private Uni<Changed> changed(Payer payer, AccountId account, Work work) {
    return tenancy
        .as(
            payer.consumer(),
            session ->
                rows.first(
                        session,
                        Owner.class,
                        "select id, mode from account where id = :id and consumer_id = :tenant"
                            + " for update",
                        Map.of("id", account.value(), "tenant", payer.consumer().value()))
                    .chain(found -> found.isEmpty() ? unknown() : work.of(session)))
        .chain(
            refused ->
                refused
                    .map(why -> Uni.createFrom().item(why))
                    .orElseGet(() -> settled(payer, account)));
  }

  /**
   * What can be paid now is paid before the answer; if another is at it, it will be in a moment.
   */
  private Uni<Changed> settled(Payer payer, AccountId account) {
    return rounds
        .catchUp(payer.consumer(), account)
        .chain(() -> of(payer.consumer(), account))
        .map(Changed.Done::new);
  }

  private Uni<Optional<Changed>> add(
      Mutiny.Session session, Payer payer, AccountId account, SandboxCard card, boolean main) {
    return list(session, account)
        .chain(
            there ->
                there.size() >= MOST
                    ? Uni.createFrom()
                        .item(
                            Optional.<Changed>of(
                                new Changed.Invalid(
                                    "token", "There are " + MOST + " cards. Remove one first.")))
                    : cards
                        .keep(session, account, card.token(), main || there.isEmpty())
                        .call(id -> noted(session, payer, account, "added", id))
                        .call(
                            id ->
                                main || there.isEmpty()
                                    ? collection.retryAll(session, account)
                                    : Uni.createFrom().voidItem())
                        .replaceWith(done()));
  }

  private Uni<List<Method>> list(Mutiny.Session session, AccountId account) {
    return time.of(session, account)
        .chain(
            reading ->
                cards
                    .of(session, account)
                    .map(
                        found ->
                            found.stream()
                                .map(row -> method(row, reading.now(), reading))
                                .toList()));
  }

  private static Method method(CardsOnFile.Row row, Instant now, AccountTime.Reading reading) {
    return new Method(
        row.id(),
        new AccountId(row.accountId()),
        row.brand(),
        row.last4(),
        row.expires(),
        row.main(),
        row.isExpiredAt(now, reading.zone()));
  }

  private Uni<Void> noted(
      Mutiny.Session session, Payer payer, AccountId account, String what, UUID method) {
    return audit.note(
        session,
        payer.consumer(),
        payer.person(),
        "payment-method." + what,
        "payment_method",
        method.toString(),
        Map.of("account", account.toString()));
  }
}
