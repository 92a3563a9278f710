package dev.turnpike.backend.loop;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** A portal whose address is known before it starts, as links and origin checks need it. */
public final class FixedPorts implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    int port = freePort();
    return Map.of(
        "quarkus.http.test-port", "" + port, "turnpike.portal.url", "http://localhost:" + port);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
