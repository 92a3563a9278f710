package dev.turnpike.tenants.definition;

/** A tenant's file that cannot be applied: names the file, the line and what to change. */
public final class BadDefinition extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadDefinition(String file, int line, String reason, Throwable cause) {
    super(file + (line > 0 ? ":" + line : "") + ": " + reason, cause);
  }
}
