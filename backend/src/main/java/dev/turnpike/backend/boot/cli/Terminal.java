package dev.turnpike.backend.boot.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a command is run.
 *
 * @param ask puts a question to a person; empty when none is there
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Function<String, Optional<String>> ask) {

  /** This process' own. */
  public static Terminal own() {
    return new Terminal(
        System.in,
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        Terminal::asked);
  }

  private static Optional<String> asked(String question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> console.readLine("%s", question));
  }

  /** Whether a person says yes; no when there is none to ask. */
  boolean agrees(String question) {
    return ask.apply(question)
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .filter(answer -> answer.equals("yes") || answer.equals("y") || answer.equals("ja"))
        .isPresent();
  }

  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
