package dev.turnpike.tenants.secret;

/**
 * The one way from a reference to its secret. Each tenant reaches its own secrets only: a reference
 * to another's, or to the platform's, is answered like one that leads nowhere.
 */
public interface Secrets {
  /**
   * Reads the secret, from the disk at most.
   *
   * @param tenant the slug of the tenant whose file holds the reference
   */
  Answer resolve(String tenant, SecretRef ref);

  /** The secret, or why there is none. */
  sealed interface Answer {}

  /** Never logged: it has no text of its own. */
  record Known(String value) implements Answer {
    @Override
    public String toString() {
      return "a secret";
    }
  }

  /**
   * There is none that this tenant may have.
   *
   * @param remedy what to do about it, in one sentence that names no secret
   */
  record Missing(String remedy) implements Answer {}
}
