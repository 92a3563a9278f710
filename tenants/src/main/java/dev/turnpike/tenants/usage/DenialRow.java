package dev.turnpike.tenants.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.snapshot.CallLog;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A denial beside the names around it, as {@link #SELECT} answers. */
@RegisterForReflection
record DenialRow(
    String id,
    String publisher,
    String consumer,
    String consumerName,
    UUID applicationId,
    String applicationName,
    @Nullable UUID subscriptionId,
    String keyId,
    String code,
    int status,
    String method,
    String path,
    UUID requestId,
    JsonNode facts,
    long count,
    Instant firstAt,
    Instant lastAt,
    @Nullable List<StepRow> trace) {

  /**
   * Row-level security leaves what the current tenant is a party of. A publisher may not know every
   * application: then the name in the facts has to do.
   */
  static final String SELECT =
      """
      select d.id, p.slug as publisher, coalesce(c.slug, '') as consumer,
        coalesce(c.name, '') as consumer_name, d.application_id,
        coalesce(a.name, d.facts #>> '{subject,application}', '') as application_name,
        d.subscription_id, d.key_id, d.code, d.status, d.method, d.path, d.request_id, d.facts,
        d.count, d.first_at, d.last_at,
        (select l.trace from call_log l where l.request_id = d.request_id) as trace
      from denial d
      join tenant p on p.id = d.publisher_id
      left join tenant c on c.id = d.consumer_id
      left join application a on a.id = d.application_id
      """;

  @RegisterForReflection
  record StepRow(String step, String verdict, String detail, @Nullable String policy, long micros) {
    CallLog.Step toStep() {
      return new CallLog.Step(step, verdict, detail, policy, micros);
    }
  }

  Denied toDenied() {
    return new Denied(
        id,
        publisher,
        consumer,
        consumerName,
        new ApplicationId(applicationId),
        applicationName,
        subscriptionId == null ? null : new SubscriptionId(subscriptionId),
        keyId,
        code,
        status,
        method,
        path,
        new RequestId(requestId),
        facts,
        count,
        firstAt,
        lastAt,
        trace == null ? List.of() : trace.stream().map(StepRow::toStep).toList());
  }
}
