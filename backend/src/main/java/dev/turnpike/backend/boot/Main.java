package dev.turnpike.backend.boot;

import io.quarkus.runtime.annotations.QuarkusMain;

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
      case Invocation.Refuse refused -> {
        System.err.println(refused.message());
        System.exit(refused.status());
      }
    }
  }
}
