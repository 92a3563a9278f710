package dev.turnpike.backend.boot;

import io.quarkus.runtime.QuarkusBindException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.ConnectException;

/** Why Quarkus did not start, told in one line where the remedy is known, else in full. */
final class StartFailure {
  private StartFailure() {}

  static String told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case QuarkusBindException bind -> {
          return "Port " + bind.getPort() + " is in use by another process. Choose another.";
        }
        case BindException bind -> {
          return "A port is in use by another process: " + bind.getMessage() + ". Choose another.";
        }
        case ConnectException database -> {
          return "The database does not answer: " + database.getMessage();
        }
        default -> {}
      }
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return "Turnpike cannot start: " + trace.toString().strip();
  }
}
