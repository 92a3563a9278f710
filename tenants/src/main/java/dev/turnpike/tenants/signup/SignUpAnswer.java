package dev.turnpike.tenants.signup;

import java.util.List;

/** The answer to the wish to sign up. */
public sealed interface SignUpAnswer {
  /** A letter is on its way; says nothing about whether the address was known. */
  record LetterSent() implements SignUpAnswer {}

  /** Nothing happened. */
  record Invalid(List<Fault> faults) implements SignUpAnswer {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /**
   * The publisher lets in only people of these mail domains.
   *
   * @param domains empty when only invited people may come
   */
  record Closed(List<String> domains) implements SignUpAnswer {
    public Closed {
      domains = List.copyOf(domains);
    }
  }

  /** What is wrong with what was written. */
  enum Fault {
    EMAIL,
    NAME,
    ORGANISATION,
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_GUESSED
  }
}
