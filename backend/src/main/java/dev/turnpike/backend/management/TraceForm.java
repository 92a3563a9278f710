package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnpike.tenants.snapshot.CallLog;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One step of a decision, in order.
 *
 * @param policy the policy that decided, with its revision
 * @param micros since the call began
 */
@Schema(name = "TraceStep")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TraceForm(String step, String verdict, String detail, @Nullable String policy, long micros) {
  static List<TraceForm> of(List<CallLog.Step> steps) {
    return steps.stream()
        .map(s -> new TraceForm(s.name(), s.verdict(), s.detail(), s.policy(), s.micros()))
        .toList();
  }
}
