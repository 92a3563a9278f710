package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.RequestId;
import java.time.Instant;

/**
 * A call as far as a decision needs it. The path is normalised once, before; what is matched here
 * and what the origin gets are the same bytes.
 *
 * @param publisher the first path segment
 * @param api the second
 * @param method as sent
 * @param path what is left, beginning with a slash, normalised, without the query
 */
public record Call(
    RequestId id,
    Instant at,
    String publisher,
    String api,
    String method,
    String path,
    Credential credential) {}
