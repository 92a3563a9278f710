package dev.turnpike.tenants.usage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.CallLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallRowsTest {
  @Test
  void a_nul_from_outside_is_stored_as_a_mark() {
    String rows = CallRows.calls(List.of(call("G\0T", "/a\0b", "agent\0", "id\0"))).encode();
    assertFalse(rows.contains("\\u0000"), rows);
    assertTrue(rows.contains("/a\uFFFDb"), rows);
  }

  private static CallLog.Call call(String method, String path, String agent, String clientId) {
    return new CallLog.Call(
        new RequestId(new UUID(1, 2)),
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null,
        null,
        method,
        path,
        "127.0.0.1",
        Map.of("user-agent", agent),
        clientId,
        400,
        "REQUEST_MALFORMED",
        null,
        null,
        0,
        0,
        0,
        0,
        List.of());
  }
}
