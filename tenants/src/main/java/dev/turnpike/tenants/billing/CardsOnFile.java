package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.AccountTime;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of {@code payment_method}: at most one is the main one of its account. */
@ApplicationScoped
class CardsOnFile {
  private static final int USUAL_MONTHS = 36;

  private final Rows rows;
  private final Ids ids;
  private final AccountTime time;
  private final Clock clock;

  CardsOnFile(Rows rows, Ids ids, AccountTime time, Clock clock) {
    this.rows = rows;
    this.ids = ids;
    this.time = time;
    this.clock = clock;
  }

  @RegisterForReflection
  record Row(
      UUID id,
      UUID accountId,
      String token,
      String brand,
      String last4,
      int expiresMonth,
      int expiresYear,
      boolean main) {
    private static final String SELECT =
        """
        select id, account_id, token, brand, last4, expires_month, expires_year, main
        from payment_method where account_id = :account
        """;

    YearMonth expires() {
      return YearMonth.of(expiresYear, expiresMonth);
    }

    /** A card is good until its month is over. */
    boolean isExpiredAt(Instant now, ZoneId zone) {
      return YearMonth.from(now.atZone(zone)).isAfter(expires());
    }
  }

  Uni<List<Row>> of(Mutiny.Session session, AccountId account) {
    return rows.list(session, Row.class, Row.SELECT + " order by main desc, id", of(account));
  }

  /** The card that renewals are charged to. */
  Uni<Optional<Row>> main(Mutiny.Session session, AccountId account) {
    return rows.first(session, Row.class, Row.SELECT + " and main", of(account));
  }

  /** Keeps a card, or finds it there, and answers its id. */
  Uni<UUID> keep(Mutiny.Session session, AccountId account, String token, boolean main) {
    SandboxCard card = SandboxCard.of(token).orElseThrow();
    return of(session, account)
        .map(all -> all.stream().filter(row -> row.token().equals(token)).findFirst())
        .chain(
            there ->
                there.isPresent()
                    ? Uni.createFrom().item(there.get().id())
                    : insert(session, account, card))
        .call(id -> main ? makeMain(session, account, id) : Uni.createFrom().item(Boolean.TRUE));
  }

  private Uni<UUID> insert(Mutiny.Session session, AccountId account, SandboxCard card) {
    UUID id = ids.next();
    return time.of(session, account)
        .chain(
            reading -> {
              YearMonth month = YearMonth.from(reading.now().atZone(reading.zone()));
              YearMonth expires =
                  card == SandboxCard.EXPIRES_SOON ? month : month.plusMonths(USUAL_MONTHS);
              Map<String, Object> values = new HashMap<>(of(account));
              values.put("id", id);
              values.put("token", card.token());
              values.put("brand", card.brand());
              values.put("last4", card.last4());
              values.put("month", expires.getMonthValue());
              values.put("year", expires.getYear());
              values.put("at", clock.instant());
              return rows.change(
                  session,
                  """
                  insert into payment_method (id, publisher_id, consumer_id, account_id, processor,
                    token, brand, last4, expires_month, expires_year, main, created_at)
                  select :id, publisher_id, consumer_id, id, 'sandbox', :token, :brand, :last4,
                    :month, :year, false, cast(:at as timestamptz)
                  from account where id = :account
                  """,
                  values);
            })
        .replaceWith(id);
  }

  /** False when the account has no such card. */
  Uni<Boolean> makeMain(Mutiny.Session session, AccountId account, UUID method) {
    return rows.change(
            session,
            "update payment_method set main = (id = :id) where account_id = :account"
                + " and exists (select from payment_method m where m.id = :id"
                + " and m.account_id = :account)",
            Map.of("id", method, "account", account.value()))
        .map(changed -> changed > 0);
  }

  private static Map<String, Object> of(AccountId account) {
    return Map.of("account", account.value());
  }
}
