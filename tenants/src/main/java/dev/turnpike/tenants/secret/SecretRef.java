package dev.turnpike.tenants.secret;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a secret is kept: {@code env:NAME}, {@code file:/path} or {@code vault:path#field}. It is
 * no secret itself and may stand in files, pages and logs.
 */
public sealed interface SecretRef {
  /** What a person writes instead of a secret. */
  String REMEDY = "write where it is kept: env:NAME, file:/path or vault:path#field";

  Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
  Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
  int LONGEST = 500;

  /** A variable of the server's environment. */
  record Environment(String name) implements SecretRef {
    @Override
    public String toString() {
      return "env:" + name;
    }
  }

  /** A file of the server; its whole content but the last line break. */
  record File(String path) implements SecretRef {
    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /** A field of a secret that a vault's agent has mounted as a file. */
  record Vault(String path, String field) implements SecretRef {
    @Override
    public String toString() {
      return "vault:" + path + "#" + field;
    }
  }

  /** Empty for whatever is no reference, also for a secret itself. */
  static Optional<SecretRef> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.startsWith("env:")) {
      String name = text.substring(4);
      return NAME.matcher(name).matches() ? Optional.of(new Environment(name)) : Optional.empty();
    }
    if (text.startsWith("file:/")) {
      String path = text.substring(5);
      return PATH.matcher(path.substring(1)).matches()
          ? Optional.of(new File(path))
          : Optional.empty();
    }
    int field = text.indexOf('#');
    if (!text.startsWith("vault:") || field < 0) {
      return Optional.empty();
    }
    String path = text.substring(6, field);
    String name = text.substring(field + 1);
    return PATH.matcher(path).matches() && NAME.matcher(name).matches()
        ? Optional.of(new Vault(path, name))
        : Optional.empty();
  }
}
