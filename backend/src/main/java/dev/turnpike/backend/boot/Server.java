package dev.turnpike.backend.boot;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serving: the secret, the database, then Quarkus; at the end Quarkus first and the database last.
 */
final class Server {
  private static final long QUARKUS_STOP_SECONDS = 30;
  private static final Pattern DATABASE_URL = Pattern.compile("postgresql://.+");

  private final Settings settings = new Settings();
  private final CompletableFuture<EmbeddedPostgres> postgres = new CompletableFuture<>();
  private final CountDownLatch quarkusStopped = new CountDownLatch(1);

  private Server() {}

  static void serve() {
    try {
      new Server().run();
    } catch (BootException e) {
      fail(e.getMessage());
    } catch (IOException e) {
      fail("Turnpike cannot start: " + e);
    }
  }

  private static void fail(@Nullable String message) {
    System.err.println(message);
    System.exit(1);
  }

  private void run() throws IOException {
    Path data = Path.of(settings.get("turnpike.data").orElse(".turnpike")).toAbsolutePath();
    Files.createDirectories(data);
    System.setProperty("turnpike.data", data.toString());
    System.setProperty("turnpike.secret", secret(data));
    Optional<String> external = settings.get("turnpike.database.url");
    if (external.isPresent()) {
      requireUsable(external.get());
    } else {
      embedDatabase(data);
    }
    Quarkus.run(null, this::quarkusEnded, new String[0]);
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

  /** Two drivers read the address; this is the form that both understand. */
  private static void requireUsable(String url) {
    if (!DATABASE_URL.matcher(url).matches()) {
      throw new BootException(
          "turnpike.database.url is to be postgresql://host:port/database, not " + url);
    }
  }

  /** The hook comes first: a signal during the start then stops what the start leaves running. */
  private void embedDatabase(Path data) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopDatabase, "stop-postgres"));
    try {
      postgres.complete(
          EmbeddedPostgres.start(
              data.resolve("postgres"),
              EmbeddedPostgres.Durability.DURABLE,
              step -> System.err.println(step + " …")));
    } catch (Throwable failure) {
      postgres.completeExceptionally(failure);
      throw failure;
    }
    postgres.join().access().properties().forEach(System::setProperty);
  }

  /** quarkus:dev ends an application at each reload and wants its process kept. */
  private void quarkusEnded(int code, @Nullable Throwable failure) {
    if (failure != null) {
      System.err.println(StartFailure.told(failure));
    }
    quarkusStopped.countDown();
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      System.exit(code);
    }
  }

  /** All shutdown hooks run at once, Quarkus' own among them: this one lets it finish first. */
  private void stopDatabase() {
    try {
      EmbeddedPostgres started = postgres.get();
      quarkusStopped.await(QUARKUS_STOP_SECONDS, TimeUnit.SECONDS);
      started.close();
      sayWhyTheJvmLingers();
    } catch (ExecutionException neverStarted) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** bin/demo has the JVM note what was loaded, which it writes after the last hook. */
  private static void sayWhyTheJvmLingers() {
    if ("record".equals(System.getProperty("turnpike.aot"))) {
      System.err.println("Stopped. Noting what was loaded, for a faster start next time …");
    }
  }
}
