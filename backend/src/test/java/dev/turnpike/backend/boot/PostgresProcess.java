package dev.turnpike.backend.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.tukaani.xz.XZInputStream;

/**
 * A Java process that does nothing but hold an embedded PostgreSQL: it can be killed, and run by
 * another user, as the process of the tests cannot. Its class path is a copy that everybody may
 * read, because a home directory's local repository is not.
 */
final class PostgresProcess {
  private static final String URL = "url ";

  private final Process process;
  private final BufferedReader output;

  private PostgresProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** What runs in the other process: starts, tells the address, stops when it is told to. */
  static void main(String... args) throws IOException {
    EmbeddedPostgres postgres;
    try {
      postgres =
          EmbeddedPostgres.start(
              Path.of(args[0]), EmbeddedPostgres.Durability.VOLATILE, step -> {});
    } catch (BootException e) {
      System.out.println(e.getMessage());
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    System.out.println(URL + postgres.access().url());
    System.in.read();
  }

  static PostgresProcess start(Path home, String... prefix) throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(readableClassPath(home.resolve("classes")));
    command.add(PostgresProcess.class.getName());
    command.add(home.toString());
    return new PostgresProcess(
        new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).start());
  }

  private static String readableClassPath(Path target) throws IOException {
    List<String> path = new ArrayList<>();
    for (Class<?> part :
        List.of(EmbeddedPostgres.class, PostgresProcess.class, Driver.class, XZInputStream.class)) {
      path.add(copy(locationOf(part), target.resolve(part.getSimpleName())).toString());
    }
    path.add(copy(archive(), target.resolve("archive")).toString());
    return String.join(":", path);
  }

  private static Path locationOf(Class<?> part) {
    return Path.of(part.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  /** The jar that carries PostgreSQL. */
  static Path archive() {
    String entry = PostgresProcess.class.getResource("/postgres-linux-x86_64.txz").getPath();
    return Path.of(entry.substring("file:".length(), entry.indexOf('!')));
  }

  private static Path copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      return to;
    }
    Files.createDirectories(to.getParent());
    Files.setPosixFilePermissions(to.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    if (Files.isRegularFile(from)) {
      return Files.copy(from, to);
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> f.toString().contains("boot")).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }

  long pid() {
    return process.pid();
  }

  String awaitUrl() throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith(URL)) {
      throw new AssertionError("PostgreSQL did not start: " + line);
    }
    return line.substring(URL.length());
  }

  String awaitFailure() throws IOException {
    return output.readLine();
  }

  /** As kill −9 does: no shutdown hook runs. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it as SIGTERM does, with its shutdown hooks. */
  void interrupt() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new AssertionError("the process does not end");
      }
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
