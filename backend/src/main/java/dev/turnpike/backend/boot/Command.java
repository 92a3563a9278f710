package dev.turnpike.backend.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end. Its output goes to a file instead of a pipe, because PostgreSQL's
 * launcher leaves a child behind that would hold the pipe open.
 */
record Command(Unprivileged account, Path home, Duration timeout) {

  void run(String... words) throws IOException {
    if (!succeeds(words)) {
      throw new BootException(
          "%s failed in %s: %s"
              .formatted(Path.of(words[0]).getFileName(), home, lastLines(output(), 5)));
    }
  }

  boolean succeeds(String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(account.command(words));
    builder.directory(home.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("PG"));
    Process process = builder.redirectErrorStream(true).redirectOutput(output().toFile()).start();
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new BootException("interrupted while waiting for " + words[0], e);
    }
  }

  private Path output() {
    return home.resolve("last-command.log");
  }

  /** The end of a log as one line, for a message. */
  static String lastLines(Path file, int count) throws IOException {
    var lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
