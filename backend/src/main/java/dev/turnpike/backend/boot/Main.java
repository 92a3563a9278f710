package dev.turnpike.backend.boot;

import dev.turnpike.backend.boot.cli.CallCommand;
import dev.turnpike.backend.boot.cli.Calls;
import dev.turnpike.backend.boot.cli.FileCommand;
import dev.turnpike.backend.boot.cli.FileCommands;
import dev.turnpike.backend.boot.cli.Terminal;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Clock;

/** Turnpike's command line: what is to be done is decided here, before Quarkus starts. */
@QuarkusMain
public final class Main {

  Main() {}

  /**
   * Serves, or does what the first word says.
   *
   * @param args nothing to serve, or a command
   */
  public static void main(String... args) {
    switch (Invocation.of(args)) {
      case Invocation.Serve serve -> Server.serve();
      case Invocation.Help help -> System.out.print(Invocation.USAGE);
      case Invocation.Run(FileCommand command) ->
          System.exit(new FileCommands(Terminal.own()).run(command));
      case Invocation.Call(CallCommand command) ->
          System.exit(new Calls(Terminal.own(), Clock.systemUTC()).run(command));
      case Invocation.Refuse refused -> {
        System.err.println(refused.message());
        System.exit(refused.status());
      }
    }
  }
}
