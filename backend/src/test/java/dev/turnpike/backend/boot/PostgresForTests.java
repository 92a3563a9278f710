package dev.turnpike.backend.boot;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    return properties;
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
