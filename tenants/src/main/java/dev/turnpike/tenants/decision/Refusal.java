package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.CallLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rendered refusal, ready to be written: headers in order, the body in the caller's format.
 *
 * @param body empty for {@code HEAD}; the headers describe what {@code GET} would have got
 * @param denial for the call log; null when no consumer is known, so that nobody could open it
 */
@SuppressWarnings("ArrayRecordComponent") // written once to the wire, never compared
public record Refusal(
    int status,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    CallLog.@Nullable Denial denial) {}
