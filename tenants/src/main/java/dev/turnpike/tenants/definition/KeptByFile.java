package dev.turnpike.tenants.definition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** That the database refused a change by hand, because a file keeps what was to be changed. */
public final class KeptByFile {
  /** The triggers' own state, as the driver tells it; what is around it depends on who asked. */
  private static final Pattern REFUSED = Pattern.compile("ERROR: (.+?) \\(TPF01\\)");

  private static final int DEEPEST = 20;

  private KeptByFile() {}

  /** The name of the file, if that is why something failed. */
  public static Optional<String> in(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause()) {
      String message = cause.getMessage();
      Matcher refused = REFUSED.matcher(message == null ? "" : message);
      if (refused.find()) {
        return Optional.of(refused.group(1));
      }
      depth++;
    }
    return Optional.empty();
  }
}
