package dev.turnpike.tenants.usage;

import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The call log, one call at a time. */
@ApplicationScoped
public class Calls {
  private static final String SELECT =
      """
      select l.request_id, l.at, p.slug as publisher, c.slug as consumer, l.key_id, l.method,
        l.path, l.status, l.code, l.denial_id, coalesce(u.amount, l.charged) as charged, a.currency, l.bytes_in, l.bytes_out,
        l.duration_micros, l.trace
      from call_log l
      left join tenant p on p.id = l.publisher_id
      left join tenant c on c.id = l.consumer_id
      left join subscription s on s.id = l.subscription_id
      left join account a on a.id = s.account_id
      left join usage_event u on u.request_id = l.request_id
      where l.request_id = :id
      """;

  /** Calls of one page of a list. */
  public static final int PAGE = 50;

  private static final String LIST =
      """
      select l.request_id, l.at, coalesce(ap.name, '') as application, l.method, l.path, l.status,
        l.code, l.denial_id, coalesce(u.amount, l.charged) as charged, a.currency,
        l.duration_micros
      from call_log l
      left join application ap on ap.id = l.application_id
      left join subscription s on s.id = l.subscription_id
      left join account a on a.id = s.account_id
      left join usage_event u on u.request_id = l.request_id
      where l.consumer_id = :tenant and l.publisher_id = :publisher
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Calls(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * One of which the tenant is either side. Empty also for a moment after the call, until the log
   * is written.
   */
  public Uni<Optional<LoggedCall>> find(Acting acting, RequestId id) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session -> rows.first(session, CallRow.class, SELECT, Map.of("id", id.value())))
        .map(found -> found.map(CallRow::toCall));
  }

  /**
   * One page of the consumer's own calls to a publisher's APIs, latest first: at most {@link
   * #PAGE}, and one more if there is another page.
   */
  public Uni<List<Listed>> ofConsumer(Acting consumer, TenantId publisher, CallFilter filter) {
    consumer.require(Permission.SEE);
    Map<String, Object> parameters = new HashMap<>(filter.parameters());
    parameters.put("tenant", consumer.tenant().value());
    parameters.put("publisher", publisher.value());
    parameters.put("most", PAGE + 1);
    return tenancy
        .as(
            consumer.tenant(),
            session ->
                rows.list(
                    session,
                    ListedRow.class,
                    LIST + filter.conditions() + " order by l.request_id desc limit :most",
                    parameters))
        .map(found -> found.stream().map(ListedRow::toListed).toList());
  }

  /**
   * A call in a list.
   *
   * @param application its name; empty when the caller was not known
   * @param charged micro-units of {@code currency}
   */
  public record Listed(
      RequestId id,
      Instant at,
      String application,
      String method,
      String path,
      int status,
      @Nullable String code,
      @Nullable String denial,
      long charged,
      @Nullable String currency,
      long durationMicros) {}

  @RegisterForReflection
  record ListedRow(
      UUID requestId,
      Instant at,
      String application,
      String method,
      String path,
      int status,
      @Nullable String code,
      @Nullable String denialId,
      long charged,
      @Nullable String currency,
      long durationMicros) {
    Listed toListed() {
      return new Listed(
          new RequestId(requestId),
          at,
          application,
          method,
          path,
          status,
          code,
          denialId,
          charged,
          currency,
          durationMicros);
    }
  }

  @RegisterForReflection
  record CallRow(
      UUID requestId,
      Instant at,
      @Nullable String publisher,
      @Nullable String consumer,
      @Nullable String keyId,
      String method,
      String path,
      int status,
      @Nullable String code,
      @Nullable String denialId,
      long charged,
      @Nullable String currency,
      long bytesIn,
      long bytesOut,
      long durationMicros,
      List<DenialRow.StepRow> trace) {
    LoggedCall toCall() {
      List<CallLog.Step> steps = trace.stream().map(DenialRow.StepRow::toStep).toList();
      return new LoggedCall(
          new RequestId(requestId),
          at,
          publisher,
          consumer,
          keyId,
          method,
          path,
          status,
          code,
          denialId,
          charged,
          currency,
          bytesIn,
          bytesOut,
          durationMicros,
          steps);
    }
  }
}
