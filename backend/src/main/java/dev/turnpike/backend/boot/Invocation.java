package dev.turnpike.backend.boot;

import dev.turnpike.backend.boot.cli.CallCommand;
import dev.turnpike.backend.boot.cli.FileCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a command line asks for. */
sealed interface Invocation {
  String USAGE =
      """
      usage: turnpike                       serve: control plane, gateway and operations
             turnpike validate -f FILE …    check tenants' files, offline
             turnpike diff -f FILE …        what applying them would change
             turnpike apply -f FILE …       show that, ask, and make it so, whole or not at all
             turnpike export --tenant SLUG  all of a tenant as YAML, to standard output
             turnpike call --tenant SLUG --as APPLICATION --plan PUBLISHER/PRODUCT/PLAN PATH
                                            call an API with test money, subscribed if need be
             turnpike help

        -f FILE        a tenant's YAML; - is standard input
        --url URL      the control plane (TURNPIKE_URL, else http://localhost:8080)
        --gateway URL  the gateway (TURNPIKE_GATEWAY_URL, else http://localhost:8000)
        --pay "5 USD"  what may be paid with the sandbox's card when credit is missing
        --yes          agree to the changes beforehand

      Who you are: TURNPIKE_TOKEN, or TURNPIKE_EMAIL and TURNPIKE_PASSWORD (and TURNPIKE_CODE).
      Exit status: 0 done or nothing to do, 1 faults, differences or no yes, 2 trouble.

      Serving without turnpike.database.url brings its own PostgreSQL, in the directory turnpike.data.
      """;

  /** Listeners and a database, until a signal ends it. */
  record Serve() implements Invocation {}

  /** The usage, on standard output. */
  record Help() implements Invocation {}

  /** Something with a tenant's file: nothing is served. */
  record Run(FileCommand command) implements Invocation {}

  /** One call, with a test key. */
  record Call(CallCommand command) implements Invocation {}

  /** Nothing is started: the message for standard error, and the exit status. */
  record Refuse(String message, int status) implements Invocation {}

  static Invocation of(String... args) {
    if (args.length == 0) {
      return new Serve();
    }
    return switch (args[0]) {
      case "help", "--help", "-h" -> new Help();
      case "apply", "diff", "export", "validate" ->
          file(
              FileCommand.Verb.valueOf(args[0].toUpperCase(Locale.ROOT)),
              Arrays.asList(args).subList(1, args.length));
      case "call" -> call(Arrays.asList(args).subList(1, args.length));
      default -> new Refuse("Unknown command " + args[0] + ".\n\n" + USAGE.strip(), 2);
    };
  }

  private static Invocation call(List<String> words) {
    Map<String, String> usual =
        Map.of(
            "--url", url(),
            "--gateway",
                new Settings().get("turnpike.gateway.url").orElse("http://localhost:8000"));
    return switch (CallCommand.of(words, usual)) {
      case CallCommand.Understood(CallCommand command) -> new Call(command);
      case CallCommand.Wrong(String message) -> new Refuse(message + "\n\n" + USAGE.strip(), 2);
    };
  }

  private static String url() {
    return new Settings().get("turnpike.url").orElse("http://localhost:8080");
  }

  private static Invocation file(FileCommand.Verb verb, List<String> words) {
    return switch (FileCommand.of(verb, words, url())) {
      case FileCommand.Understood(FileCommand command) -> new Run(command);
      case FileCommand.Wrong(String message) -> new Refuse(message + "\n\n" + USAGE.strip(), 2);
    };
  }
}
