package dev.turnpike.tenants.usage;

import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.CallLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished call as either side of it sees it.
 *
 * @param consumer the slug of whose call it was; null when the caller was not known
 * @param code why it was refused; null when it was forwarded
 * @param denial the denial's id without prefix
 * @param charged micro-units of the account's currency
 * @param currency null when nothing could be charged
 */
public record LoggedCall(
    RequestId id,
    Instant at,
    @Nullable String publisher,
    @Nullable String consumer,
    @Nullable String key,
    String method,
    String path,
    int status,
    @Nullable String code,
    @Nullable String denial,
    long charged,
    @Nullable String currency,
    long bytesIn,
    long bytesOut,
    long durationMicros,
    List<CallLog.Step> trace) {
  public LoggedCall {
    trace = List.copyOf(trace);
  }
}
