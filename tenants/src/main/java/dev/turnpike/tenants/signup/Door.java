package dev.turnpike.tenants.signup;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a publisher lets in, and who waits at its door. */
public final class Door {
  private Door() {}

  /** The rule for consumers that are not in yet. */
  public enum Policy {
    /** Everybody. */
    OPEN,
    /** Whoever the publisher's people let in. */
    APPROVAL,
    /** Everybody with an address in one of the domains. */
    DOMAINS,
    /** Only who was invited. */
    INVITE;

    /** The word in the database and in the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A rule and the mail domains it names. */
  public record Rule(Policy policy, List<String> domains) {
    public Rule {
      domains = List.copyOf(domains);
    }
  }

  /** The door does not open for this address. */
  public record Closed(List<String> domains) {
    public Closed {
      domains = List.copyOf(domains);
    }
  }

  /** Where a consumer stands. */
  public sealed interface Stand {
    record In() implements Stand {}

    record Waiting() implements Stand {}

    record Refused() implements Stand {}

    record Shut(List<String> domains) implements Stand {
      public Shut {
        domains = List.copyOf(domains);
      }
    }
  }

  /**
   * A consumer that knocked.
   *
   * @param state {@code waiting}, {@code admitted} or {@code refused}
   * @param asker a name; null when the person is gone
   */
  public record Guest(
      UUID consumer,
      String slug,
      String name,
      String state,
      @Nullable String asker,
      @Nullable String askerEmail,
      Instant askedAt,
      @Nullable String decider,
      @Nullable Instant decidedAt,
      String reason) {}

  /** The answer to a command. */
  public sealed interface Answer {
    record Done() implements Answer {}

    record Unknown() implements Answer {}

    /** It was decided so already. */
    record Conflict() implements Answer {}

    /**
     * What was asked for cannot be.
     *
     * @param field {@code domains}, {@code policy}, {@code reason} or {@code email}
     */
    record Invalid(String field) implements Answer {}
  }
}
