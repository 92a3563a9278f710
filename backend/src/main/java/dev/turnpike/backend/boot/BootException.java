package dev.turnpike.backend.boot;

/** The process cannot start; the message is one line that says what to do about it. */
final class BootException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BootException(String message) {
    super(message);
  }

  BootException(String message, Throwable cause) {
    super(message, cause);
  }
}
