package dev.turnpike.tenants.decision;

import java.util.List;
import java.util.Map;

/** A rendered refusal, ready to be written: headers in order, the body in the caller's format. */
@SuppressWarnings("ArrayRecordComponent") // written once to the wire, never compared
public record Refusal(int status, List<Map.Entry<String, String>> headers, byte[] body) {}
