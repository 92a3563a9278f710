package dev.turnpike.backend.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A real PostgreSQL of our own in a directory of our own, on 127.0.0.1 and a free port.
 *
 * <p>The server is in a session of its own: neither a Ctrl-C in the terminal nor a kill −9 of this
 * process reaches it. {@link #close} stops it; the next start in the same directory adopts one that
 * was left behind. Only one process at a time may do so.
 *
 * <p>Neither Quarkus nor reflection: it runs before {@code Quarkus.run}, in a native image too.
 */
final class EmbeddedPostgres implements AutoCloseable {

  /** What a commit promises. */
  enum Durability {
    /** It survives the machine. */
    DURABLE("on", "--sync-method=fsync"),
    /** It survives nothing: for tests, which begin with an empty database anyway. */
    VOLATILE("off", "--no-sync");

    private final String setting;
    private final String initdbOption;

    Durability(String setting, String initdbOption) {
      this.setting = setting;
      this.initdbOption = initdbOption;
    }
  }

  private static final String OWNER = "turnpike_owner";
  private static final String DATABASE = "turnpike";
  private static final Duration COMMAND = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final int TRIES_TO_ADOPT = 600;
  private static final int TRIES_TO_START = 3;

  private final Path home;
  private final Path cluster;
  private final Path program;
  private final Command command;
  private final RolePasswords passwords;
  private final DirectoryLock lock;
  private final Progress progress;
  private int port;

  private EmbeddedPostgres(
      Path home, DirectoryLock lock, Unprivileged.Choice accounts, Progress progress)
      throws IOException {
    this.home = home;
    this.lock = lock;
    this.progress = progress;
    cluster = home.resolve("cluster");
    program = PostgresArchive.unpackedUnder(home, progress).resolve("bin");
    command = new Command(accounts.running(program.resolve("postgres"), home), home, COMMAND);
    passwords = RolePasswords.keptIn(home.resolve("passwords"), Files.exists(cluster));
  }

  /** Returns when the database answers; on failure nothing is left running that was not before. */
  static EmbeddedPostgres start(Path directory, Durability durability, Progress progress) {
    return start(directory, durability, progress, Unprivileged::running);
  }

  static EmbeddedPostgres start(
      Path directory, Durability durability, Progress progress, Unprivileged.Choice accounts) {
    Path home = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(home);
      DirectoryLock lock = DirectoryLock.take(home);
      try {
        EmbeddedPostgres postgres = new EmbeddedPostgres(home, lock, accounts, progress);
        postgres.adoptOrStart(durability);
        return postgres;
      } catch (Throwable failure) {
        lock.close();
        throw failure;
      }
    } catch (IOException e) {
      throw new BootException("PostgreSQL cannot start in %s: %s".formatted(home, e), e);
    }
  }

  /** How the application reaches its database. */
  DatabaseAccess access() {
    return new DatabaseAccess(
        "postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE),
        OWNER,
        passwords.owner(),
        passwords.app(),
        passwords.gate(),
        passwords.jobs());
  }

  private void adoptOrStart(Durability durability) throws IOException {
    createCluster(durability);
    if (!adopt()) {
      startServer(durability);
    }
    try {
      superuser().createDatabase(DATABASE, OWNER, passwords.owner());
    } catch (SQLException e) {
      stopServer();
      throw new BootException("PostgreSQL started but refuses its database: " + e.getMessage(), e);
    }
  }

  /** initdb works beside the final name, so that an interrupted one leaves nothing half done. */
  private void createCluster(Durability durability) throws IOException {
    if (Files.exists(cluster)) {
      requireSameMajorVersion();
      return;
    }
    progress.step("Creating the database");
    Path fresh = home.resolve("cluster.new");
    Path password = home.resolve("initdb-password");
    PostgresArchive.deleteTree(fresh);
    Files.createDirectory(fresh);
    PrivateFile.write(password, passwords.superuser());
    command.account().own(fresh);
    command.account().own(password);
    try {
      command.run(
          program.resolve("initdb").toString(),
          "--pgdata=" + fresh,
          "--username=" + Superuser.NAME,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--locale=C.UTF-8",
          "--no-instructions",
          durability.initdbOption);
    } finally {
      Files.delete(password);
    }
    Files.writeString(
        fresh.resolve("postgresql.conf"), "include 'turnpike.conf'\n", StandardOpenOption.APPEND);
    Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireSameMajorVersion() throws IOException {
    String written = Files.readString(cluster.resolve("PG_VERSION")).strip();
    if (!PostgresArchive.VERSION.startsWith(written + ".")) {
      throw new BootException(
          "%s was written by PostgreSQL %s, this is %s: upgrade it with pg_upgrade or begin anew."
              .formatted(cluster, written, PostgresArchive.VERSION));
    }
  }

  /** Takes over the server that a killed process left behind; false when there is none. */
  private boolean adopt() throws IOException {
    Optional<Postmaster> left = Postmaster.of(cluster);
    if (left.isEmpty()) {
      Postmaster.removeStalePidFile(cluster);
      return false;
    }
    Postmaster server = left.get();
    progress.step("Taking over PostgreSQL, which still runs as process " + server.process().pid());
    port = server.port();
    for (int i = 0; i < TRIES_TO_ADOPT; i++) {
      if (superuser().isAnswered()) {
        return true;
      }
      if (server.endsWithin(BETWEEN_TRIES)) {
        Postmaster.removeStalePidFile(cluster);
        return false;
      }
    }
    throw new BootException(
        "PostgreSQL (process %d) holds %s and does not answer: stop it and start again."
            .formatted(server.process().pid(), cluster));
  }

  /** Tries again when another program was quicker to take the free port. */
  private void startServer(Durability durability) throws IOException {
    progress.step("Starting PostgreSQL");
    Path log = home.resolve("postgres.log");
    Files.deleteIfExists(log);
    Files.createFile(log);
    command.account().own(log);
    for (int i = 1; ; i++) {
      port = freePort();
      Files.writeString(cluster.resolve("turnpike.conf"), settings(durability));
      command.account().own(cluster);
      if (command.succeeds(
          program.resolve("pg_ctl").toString(),
          "start",
          "--wait",
          "--timeout=60",
          "--silent",
          "--pgdata=" + cluster,
          "--log=" + log)) {
        return;
      }
      if (i == TRIES_TO_START) {
        throw new BootException(
            "PostgreSQL does not start in %s: %s".formatted(home, Command.lastLines(log, 3)));
      }
    }
  }

  private String settings(Durability durability) {
    return """
        # Written at each start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 200
        timezone = 'UTC'
        log_timezone = 'UTC'
        jit = off
        fsync = %2$s
        synchronous_commit = %2$s
        full_page_writes = %2$s
        """
        .formatted(port, durability.setting);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Superuser superuser() {
    return new Superuser(port, passwords.superuser());
  }

  /** Stops the server and waits for it; clients still connected are cut off. */
  @Override
  public void close() {
    try (lock) {
      stopServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stopServer() throws IOException {
    Optional<Postmaster> server = Postmaster.of(cluster);
    if (server.isEmpty()) {
      return;
    }
    progress.step("Stopping PostgreSQL");
    signal("fast");
    if (!server.get().endsWithin(STOP)) {
      // The next start replays the write-ahead log: nothing that was committed is lost.
      signal("immediate");
      server.get().endsWithin(STOP);
    }
  }

  private void signal(String mode) throws IOException {
    command.succeeds(
        program.resolve("pg_ctl").toString(),
        "stop",
        "--no-wait",
        "--silent",
        "--mode=" + mode,
        "--pgdata=" + cluster);
  }
}
