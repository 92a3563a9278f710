package dev.turnpike.tenants.account;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A publisher's accounts as they stand: money, payments, subscriptions and limits of each, read
 * from the same rows that decide calls, by a function of the database. Worries are found there,
 * too, so that a list can be narrowed to them before it is cut into pages.
 */
@ApplicationScoped
public class AccountStates {
  private static final String READ =
      """
      select * from account_states(cast(:now as timestamptz), cast(nullif(cast(:account as text), '') as uuid),
        :text, :worry, cast(:any as boolean), :sort, :most, :skip) with ordinality order by ordinality
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  AccountStates(Tenancy tenancy, Rows rows, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /** A page of accounts; a look at one more than wanted tells whether there is a next page. */
  public Uni<List<AccountState>> list(Acting publisher, AccountQuery query) {
    publisher.require(Permission.SEE_CONSUMERS);
    return read(publisher, "", query);
  }

  /** One account; empty when it is none of the publisher's. */
  public Uni<Optional<AccountState>> find(Acting publisher, AccountId account) {
    publisher.require(Permission.SEE_CONSUMERS);
    return read(publisher, account.toString(), AccountQuery.of(null, null, null, 0, 1))
        .map(found -> found.stream().findFirst());
  }

  private Uni<List<AccountState>> read(Acting publisher, String account, AccountQuery query) {
    Instant now = clock.instant();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("now", now);
    parameters.put("account", account);
    parameters.put("text", "%" + escaped(query.text()) + "%");
    parameters.put(
        "worry", query.only().map(only -> only.name().toLowerCase(Locale.ROOT)).orElse(""));
    parameters.put("any", query.anyWorry());
    parameters.put("sort", AccountQuery.word(query.sort()));
    parameters.put("most", query.most());
    parameters.put("skip", query.skip());
    return tenancy
        .as(publisher.tenant(), session -> rows.list(session, AccountRow.class, READ, parameters))
        .map(found -> found.stream().map(row -> row.state(now)).toList());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
