package cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time as Linux counts it in /proc, in milliseconds. */
final class Cpu {
  /** USER_HZ is 100 on every Linux that the JDK runs on. */
  private static final long MILLIS_A_TICK = 10;

  private Cpu() {}

  /** Of one process, its own threads only. */
  static long ofProcess(long pid) {
    return ticks(pid, false) * MILLIS_A_TICK;
  }

  /** Of PostgreSQL: the postmaster, its living children, and those that have ended. */
  static long ofPostgres(long postmaster) {
    long ticks = ticks(postmaster, true);
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      ticks +=
          all.filter(p -> p.getFileName().toString().matches("\\d+"))
              .mapToLong(p -> Long.parseLong(p.getFileName().toString()))
              .filter(pid -> parent(pid) == postmaster)
              .map(pid -> ticks(pid, false))
              .sum();
    } catch (IOException noProc) {
      return 0;
    }
    return ticks * MILLIS_A_TICK;
  }

  private static long ticks(long pid, boolean withChildren) {
    String[] fields = fields(pid);
    if (fields.length < 16) {
      return 0;
    }
    long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return withChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
  }

  private static long parent(long pid) {
    String[] fields = fields(pid);
    return fields.length < 2 ? -1 : Long.parseLong(fields[1]);
  }

  /** The fields that follow the name in brackets; the first is the state. */
  private static String[] fields(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (IOException gone) {
      return new String[0];
    }
  }
}
