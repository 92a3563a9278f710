package dev.turnpike.backend.boot;

/** What a command line asks for. */
sealed interface Invocation {
  String USAGE =
      """
      usage: turnpike            serve: control plane, gateway and operations

      Without turnpike.database.url it brings its own PostgreSQL, in the directory turnpike.data.
      """;

  /** Listeners and a database, until a signal ends it. */
  record Serve() implements Invocation {}

  /** Nothing is started: the message for standard error, and the exit status. */
  record Refuse(String message, int status) implements Invocation {}

  static Invocation of(String... args) {
    if (args.length == 0) {
      return new Serve();
    }
    return switch (args[0]) {
      case "apply", "diff", "export", "validate" ->
          new Refuse("turnpike " + args[0] + " is not in this version.", 2);
      default -> new Refuse("Unknown command " + args[0] + ".\n\n" + USAGE.strip(), 2);
    };
  }
}
