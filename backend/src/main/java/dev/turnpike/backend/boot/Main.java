package dev.turnpike.backend.boot;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Turnpike's command line: what is to be done is decided here, before Quarkus starts. */
@QuarkusMain
public final class Main {
  private static final int USAGE_ERROR = 2;
  private static final String USAGE =
      """
      usage: turnpike            serve: control plane, gateway and operations

      Without turnpike.database.url it brings its own PostgreSQL, in the directory turnpike.data.
      """;

  Main() {}

  /**
   * Serves, or does what the first word says.
   *
   * @param args nothing to serve, or a command
   */
  public static void main(String... args) {
    if (args.length == 0) {
      Server.serve(args);
      return;
    }
    switch (args[0]) {
      case "apply", "diff", "export", "validate" ->
          refuse("turnpike " + args[0] + " is not in this version.");
      default -> refuse("Unknown command " + args[0] + ".\n\n" + USAGE);
    }
  }

  private static void refuse(String message) {
    System.err.println(message.strip());
    System.exit(USAGE_ERROR);
  }
}
