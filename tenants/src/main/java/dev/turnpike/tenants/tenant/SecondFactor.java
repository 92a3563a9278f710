package dev.turnpike.tenants.tenant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a person's second factor, and the answers to what is done with it. */
public final class SecondFactor {
  private SecondFactor() {}

  /**
   * How it stands.
   *
   * @param since null while it is off
   * @param recoveryLeft recovery codes that were not used yet
   */
  public record State(@Nullable Instant since, int recoveryLeft) {
    public boolean isOn() {
      return since != null;
    }
  }

  /**
   * A secret that is not in use before a code of it was proved.
   *
   * @param secret base32, for typing
   * @param uri {@code otpauth:} (the de-facto key URI format), for apps
   */
  public record Offered(String secret, String uri) {
    @Override
    public String toString() {
      return "a new second factor";
    }
  }

  /** The answer to a code, a password or a new secret. */
  public sealed interface Answer {
    /**
     * It is on.
     *
     * @param recoveryCodes shown once; each lets its person in one time without the app
     */
    record On(List<String> recoveryCodes) implements Answer {
      public On {
        recoveryCodes = List.copyOf(recoveryCodes);
      }

      @Override
      public String toString() {
        return "on";
      }
    }

    record Off() implements Answer {}

    /** No code of the secret, or one that was used before; or not the password. */
    record Wrong() implements Answer {}
  }
}
