package dev.turnpike.backend.boot;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Every {@code @QuarkusTest} of this module runs on a real PostgreSQL with an empty database: the
 * test extension does not call {@code main}. Found through META-INF/services, no annotation needed.
 */
public final class PostgresForTests implements QuarkusTestResourceLifecycleManager {
  private static final Path HOME = Path.of("target", "postgres-for-tests");
  private static final Path DATA = Path.of("target", "data-for-tests");

  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      stopLeftover();
      PostgresArchive.deleteTree(HOME.resolve("cluster"));
      PostgresArchive.deleteTree(DATA);
      Files.createDirectories(DATA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    postgres = start(HOME);
    Map<String, String> properties = new HashMap<>(postgres.access().properties());
    properties.put("turnpike.data", DATA.toAbsolutePath().toString());
    properties.put("turnpike.secret", PrivateFile.randomSecret());
    String port = freePort();
    properties.put("quarkus.http.test-port", port);
    properties.put("turnpike.portal.url", "http://localhost:" + port);
    return properties;
  }

  /** Links and checks of origins name the port, so it is known before Quarkus starts. */
  private static String freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A test run that was killed leaves its server behind. */
  private static void stopLeftover() {
    if (Files.exists(HOME.resolve("cluster/postmaster.pid"))) {
      start(HOME).close();
    }
  }

  private static EmbeddedPostgres start(Path home) {
    return EmbeddedPostgres.start(home, EmbeddedPostgres.Durability.VOLATILE, step -> {});
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
  }
}
