package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes each finished call exactly once, off the request path; never blocks, never fails. */
public interface CallLog {
  void record(Call call);

  /**
   * A finished call.
   *
   * @param publisher null when the path named none: such a call has no owner and is only counted
   * @param headers the request's headers on the allow-list; never a credential
   * @param code the denial's code; null for a call that was forwarded
   * @param body our own refusal's body; null for anything an origin said
   * @param clientRequestId what the client sent as {@code X-Request-Id}
   * @param charged micro-units
   */
  record Call(
      RequestId id,
      Instant at,
      @Nullable TenantId publisher,
      @Nullable TenantId consumer,
      @Nullable ApplicationId application,
      @Nullable SubscriptionId subscription,
      @Nullable String key,
      @Nullable ApiId api,
      String method,
      String path,
      String clientAddress,
      Map<String, String> headers,
      @Nullable String clientRequestId,
      int status,
      @Nullable String code,
      @Nullable Denial denial,
      @Nullable String body,
      long charged,
      long bytesIn,
      long bytesOut,
      long durationMicros,
      List<Step> trace) {
    public Call {
      headers = Map.copyOf(headers);
      trace = List.copyOf(trace);
    }
  }

  /**
   * The refusal as people find it again.
   *
   * @param id the sealed token without its prefix; equal denials within a minute share it
   * @param fingerprint key, operation, code and limit: what makes denials equal
   * @param facts the problem's members that the resolve page shows, as JSON
   */
  record Denial(String id, String fingerprint, Instant first, String facts) {}

  /**
   * One step of the decision, in order (R111).
   *
   * @param verdict {@code passed}, {@code refused}, {@code skipped} or what the origin did
   * @param policy the policy's name and revision, where one decided (R113)
   * @param micros since the call began
   */
  record Step(String name, String verdict, String detail, @Nullable String policy, long micros) {}
}
