package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.TenantId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks of what people say of themselves. */
public final class PersonalData {
  public static final int SHORTEST_PASSWORD = 10;
  public static final int LONGEST_PASSWORD = 200;
  public static final int LONGEST_NAME = 200;
  private static final int LONGEST_EMAIL = 254;

  /** Enough to catch slips; whether it exists, a letter finds out. */
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"(),:;\\[\\]\\\\]+@[a-z0-9-]+(\\.[a-z0-9-]+)*");

  private PersonalData() {}

  /** The address in the one form that is stored; empty when it cannot be one. */
  public static Optional<String> email(String text) {
    String address = text.strip().toLowerCase(Locale.ROOT);
    return address.length() <= LONGEST_EMAIL && EMAIL.matcher(address).matches()
        ? Optional.of(address)
        : Optional.empty();
  }

  public static boolean isName(String text) {
    return !text.isBlank() && text.strip().length() <= LONGEST_NAME;
  }

  /** What is wrong with a new password; NIST SP 800-63B asks for length and nothing else. */
  public enum PasswordFault {
    SHORT,
    LONG,
    /** It is the address, or the name. */
    GUESSED
  }

  /** Empty for a password that may be. */
  public static Optional<PasswordFault> fault(String password, String email, String name) {
    if (password.length() < SHORTEST_PASSWORD) {
      return Optional.of(PasswordFault.SHORT);
    }
    if (password.length() > LONGEST_PASSWORD) {
      return Optional.of(PasswordFault.LONG);
    }
    return password.equalsIgnoreCase(email) || password.equalsIgnoreCase(name)
        ? Optional.of(PasswordFault.GUESSED)
        : Optional.empty();
  }

  /** A slug from a name: what is no letter or digit becomes a hyphen. */
  public static String slug(String name, TenantId fallback) {
    String plain =
        java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+", "")
            .replaceAll("-+$", "");
    String cut = plain.substring(0, Math.min(plain.length(), 36)).replaceAll("-+$", "");
    String id = fallback.toString();
    return cut.length() >= 2 ? cut : "team-" + id.substring(id.length() - 12);
  }
}
