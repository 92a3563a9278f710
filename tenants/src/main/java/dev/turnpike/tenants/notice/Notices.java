package dev.turnpike.tenants.notice;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Search;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What was told. Telling is part of the transaction that makes it true: a rollback tells nothing,
 * and the letters go out after the commit, from the outbox.
 */
@ApplicationScoped
public class Notices {
  private final Tenancy tenancy;
  private final Rows rows;
  private final Ids ids;
  private final Clock clock;

  Notices(Tenancy tenancy, Rows rows, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A notice as it was told.
   *
   * @param at in the account's time
   * @param mails how many letters it has; {@code mailed} of them are out
   */
  public record Told(
      UUID id,
      TenantId consumer,
      @Nullable String consumerName,
      @Nullable TenantId publisher,
      String kind,
      int threshold,
      News.Tone tone,
      String title,
      String body,
      String path,
      Instant at,
      int mails,
      int mailed) {}

  @RegisterForReflection
  record Row(
      UUID id,
      UUID tenantId,
      @Nullable String consumerName,
      @Nullable UUID publisherId,
      String kind,
      int threshold,
      String tone,
      String title,
      String body,
      String path,
      OffsetDateTime at,
      int mails,
      int mailed) {
    Told told() {
      return new Told(
          id,
          new TenantId(tenantId),
          consumerName,
          publisherId == null ? null : new TenantId(publisherId),
          kind,
          threshold,
          News.Tone.valueOf(tone.toUpperCase(Locale.ROOT)),
          title,
          body,
          path,
          at.toInstant(),
          mails,
          mailed);
    }
  }

  private static final String SELECT =
      """
      select n.id, n.tenant_id, c.name as consumer_name, n.publisher_id, n.kind, n.threshold, n.tone,
        n.title, n.body, n.path, n.at, n.mails, n.mailed
      from notice n left join tenant c on c.id = n.tenant_id
      """;

  /** Tells it, in a transaction of either side; false when it was told before. */
  public Uni<Boolean> tell(Mutiny.Session session, News news) {
    return session
        .createNativeQuery(
            """
            select tell(:id, :tenant, cast(cast(:publisher as text) as uuid),
              cast(cast(:account as text) as uuid), :subject, :kind, :period, :threshold, :tone,
              :title, :body, :path, :at, :now)
            """,
            Boolean.class)
        .setParameter("id", ids.next())
        .setParameter("tenant", news.consumer().value())
        .setParameter("publisher", text(news.publisher()))
        .setParameter("account", text(news.account()))
        .setParameter("subject", news.subject())
        .setParameter("kind", news.kind())
        .setParameter("period", news.period())
        .setParameter("threshold", news.threshold())
        .setParameter("tone", news.tone().name().toLowerCase(Locale.ROOT))
        .setParameter("title", news.title())
        .setParameter("body", news.body())
        .setParameter("path", news.path())
        .setParameter("at", news.at())
        .setParameter("now", clock.instant())
        .getSingleResult();
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }

  /** What a consumer was told about an account, newest first. */
  public Uni<List<Told>> ofAccount(TenantId consumer, AccountId account, int most) {
    return list(
        consumer,
        " where n.account_id = :account order by n.id desc limit :most",
        Map.of("account", account.value()),
        most);
  }

  /** What a consumer was told about its own affairs, newest first. */
  public Uni<List<Told>> ofBudgets(TenantId consumer, int most) {
    return list(
        consumer,
        " where n.tenant_id = :tenant and n.publisher_id is null order by n.id desc limit :most",
        Map.of("tenant", consumer.value()),
        most);
  }

  /**
   * What a publisher's consumers were told, newest first.
   *
   * @param search a part of a consumer's name or of a title
   * @param before only what is older than this one, on the next page
   */
  public Uni<List<Told>> ofPublisher(TenantId publisher, Search search, @Nullable UUID before) {
    Map<String, Object> which = new HashMap<>();
    which.put("publisher", publisher.value());
    String where = " where n.publisher_id = :publisher";
    if (!search.text().isEmpty()) {
      where +=
          " and (c.name ilike cast(:text as text) or c.slug ilike cast(:text as text)"
              + " or n.title ilike cast(:text as text))";
      which.put("text", search.pattern());
    }
    if (before != null) {
      where += " and n.id < :before";
      which.put("before", before);
    }
    return list(publisher, where + " order by n.id desc limit :most", which, search.most());
  }

  private Uni<List<Told>> list(TenantId tenant, String where, Map<String, ?> which, int most) {
    Map<String, Object> values = new HashMap<>(which);
    values.put("most", most);
    return tenancy
        .as(tenant, session -> rows.list(session, Row.class, SELECT + where, values))
        .map(found -> found.stream().map(Row::told).toList());
  }
}
