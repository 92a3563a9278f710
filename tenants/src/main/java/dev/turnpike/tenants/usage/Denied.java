package dev.turnpike.tenants.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.snapshot.CallLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Equal refused calls of one minute as one case.
 *
 * @param id without the prefix {@code den_}
 * @param consumer the slug of whose call it was
 * @param path without the query, which may hold secrets
 * @param request the first of the calls
 * @param facts the problem that the caller got, with every number
 * @param trace how the first call was decided; empty once the log has forgotten it
 */
public record Denied(
    String id,
    String publisher,
    String consumer,
    String consumerName,
    ApplicationId application,
    String applicationName,
    @Nullable SubscriptionId subscription,
    String key,
    String code,
    int status,
    String method,
    String path,
    RequestId request,
    JsonNode facts,
    long count,
    Instant firstAt,
    Instant lastAt,
    List<CallLog.Step> trace) {
  public Denied {
    trace = List.copyOf(trace);
  }
}
