package dev.turnpike.backend.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server process of a cluster, as its {@code postmaster.pid} tells. */
record Postmaster(ProcessHandle process, int port) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** The live server of this cluster. A pid that another program has by now is nobody's. */
  static Optional<Postmaster> of(Path cluster) throws IOException {
    List<String> lines = pidFile(cluster);
    if (lines.size() < 4) {
      return Optional.empty();
    }
    int port = Integer.parseInt(lines.get(3).strip());
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(Postmaster::runs)
        .filter(Postmaster::mayBePostgres)
        .map(process -> new Postmaster(process, port));
  }

  /** Without this a reused pid, usual in containers, makes PostgreSQL refuse to start. */
  static void removeStalePidFile(Path cluster) throws IOException {
    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
  }

  private static List<String> pidFile(Path cluster) throws IOException {
    try {
      return Files.readAllLines(cluster.resolve("postmaster.pid"));
    } catch (NoSuchFileException stopped) {
      return List.of();
    }
  }

  /** A process whose program cannot be read is taken for PostgreSQL: two servers lose data. */
  private static boolean mayBePostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(program -> Path.of(program).endsWith("postgres"))
        .orElse(true);
  }

  /**
   * A zombie has ended. In a container whose first process collects no orphans it stays one, and
   * the JDK calls it alive.
   */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  /** The state follows the name in brackets, see proc(5); other systems have no such file. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Waits for the end of the process. */
  boolean endsWithin(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (runs(process)) {
      long left = Math.min(deadline - System.nanoTime(), LOOK_AGAIN.toNanos());
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      awaitExit(left);
    }
    return true;
  }

  private void awaitExit(long nanos) {
    try {
      process.onExit().get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException stillThere) {
      // Perhaps as a zombie: the caller looks.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
