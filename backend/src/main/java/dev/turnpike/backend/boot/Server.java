package dev.turnpike.backend.boot;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serving: the secret, the database, then Quarkus; at the end Quarkus first and the database last.
 */
final class Server {
  private static final long QUARKUS_STOP_SECONDS = 30;

  private final Settings settings = new Settings();
  private final CountDownLatch quarkusStopped = new CountDownLatch(1);
  private volatile @Nullable EmbeddedPostgres postgres;

  private Server() {}

  static void serve() {
    try {
      new Server().run();
    } catch (BootException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("Turnpike cannot start: " + e);
      System.exit(1);
    }
  }

  private void run() throws IOException {
    Path data = Path.of(settings.get("turnpike.data").orElse(".turnpike")).toAbsolutePath();
    Files.createDirectories(data);
    System.setProperty("turnpike.data", data.toString());
    System.setProperty("turnpike.secret", secret(data));
    if (settings.get("turnpike.database.url").isEmpty()) {
      embedDatabase(data);
    }
    Quarkus.run(null, (code, failure) -> exit(code), new String[0]);
  }

  /** Everything that is sealed or signed hangs on it: lost, every log-in and link is void. */
  private String secret(Path data) throws IOException {
    Optional<String> configured = settings.get("turnpike.secret");
    if (configured.isPresent()) {
      return configured.get();
    }
    Path file = data.resolve("secret");
    if (!Files.exists(file)) {
      PrivateFile.write(file, PrivateFile.randomSecret());
    }
    return Files.readString(file).strip();
  }

  private void embedDatabase(Path data) {
    EmbeddedPostgres started =
        EmbeddedPostgres.start(
            data.resolve("postgres"),
            EmbeddedPostgres.Durability.DURABLE,
            step -> System.err.println(step + " …"));
    postgres = started;
    started.access().properties().forEach(System::setProperty);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopDatabase, "stop-postgres"));
  }

  private void exit(int code) {
    quarkusStopped.countDown();
    System.exit(code);
  }

  /** All shutdown hooks run at once, Quarkus' own among them: this one lets it finish first. */
  private void stopDatabase() {
    try {
      quarkusStopped.await(QUARKUS_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    EmbeddedPostgres started = postgres;
    if (started != null) {
      started.close();
    }
  }
}
