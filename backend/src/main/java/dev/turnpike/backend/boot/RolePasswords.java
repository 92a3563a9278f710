package dev.turnpike.backend.boot;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The random passwords of the embedded database's roles, made once and kept in a private file. */
record RolePasswords(String superuser, String owner, String app, String gate, String jobs) {
  private static final List<String> ROLES = List.of("superuser", "owner", "app", "gate", "jobs");

  /**
   * Reads the file, or makes it.
   *
   * @param used a cluster already knows these passwords, so that new ones would not open it
   */
  static RolePasswords keptIn(Path file, boolean used) throws IOException {
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      }
    } else if (used) {
      throw new BootException(
          file
              + " is gone, and with it the passwords of the database beside it: restore the file.");
    } else {
      ROLES.forEach(role -> kept.setProperty(role, PrivateFile.randomSecret()));
      StringWriter text = new StringWriter();
      kept.store(text, "Passwords of the embedded PostgreSQL");
      PrivateFile.write(file, text.toString());
    }
    return new RolePasswords(
        password(kept, "superuser"),
        password(kept, "owner"),
        password(kept, "app"),
        password(kept, "gate"),
        password(kept, "jobs"));
  }

  private static String password(Properties kept, String role) {
    String password = kept.getProperty(role);
    if (password == null) {
      throw new BootException("The password of " + role + " is missing in the passwords file.");
    }
    return password;
  }

  @Override
  public String toString() {
    return "RolePasswords[hidden]";
  }
}
