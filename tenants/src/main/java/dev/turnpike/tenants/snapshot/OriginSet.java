package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.secret.SecretRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The origins of an API for live or for test keys, and how calls are spread over them. Immutable
 * and compared by value: what a node learnt about a set outlives a snapshot that does not change
 * it.
 *
 * @param origins at least one, of all groups
 * @param active the group that gets the calls
 * @param plain there is nothing to choose, resolve or add: the one origin just gets the call
 */
public record OriginSet(
    List<Origin> origins,
    Balance balance,
    Sticky sticky,
    String active,
    @Nullable Canary canary,
    Health health,
    Timeouts timeouts,
    Retries retries,
    @Nullable Tls tls,
    List<SecretHeader> headers,
    boolean plain) {

  public OriginSet(
      List<Origin> origins,
      Balance balance,
      Sticky sticky,
      String active,
      @Nullable Canary canary,
      Health health,
      Timeouts timeouts,
      Retries retries,
      @Nullable Tls tls,
      List<SecretHeader> headers) {
    this(
        List.copyOf(origins),
        balance,
        sticky,
        active,
        canary,
        health,
        timeouts,
        retries,
        tls,
        List.copyOf(headers),
        origins.size() == 1 && tls == null && headers.isEmpty());
  }

  public OriginSet {
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("an API without an origin");
    }
  }

  /** One origin and nothing else to know. */
  public static OriginSet of(URI origin) {
    return new OriginSet(
        List.of(new Origin("origin", origin, 1, "main")),
        Balance.WEIGHTED,
        Sticky.NOT,
        "main",
        null,
        Health.USUAL,
        Timeouts.USUAL,
        Retries.USUAL,
        null,
        List.of());
  }

  /** The first: of a plain set the only one. */
  public Origin first() {
    return origins.getFirst();
  }

  /** How one of several is chosen. */
  public enum Balance {
    WEIGHTED,
    LEAST_REQUESTS,
    CONSISTENT_HASH
  }

  /** Whose calls stay together. */
  public enum Sticky {
    NOT,
    CONSUMER,
    APPLICATION
  }

  /** A share of the calls for a group that is being tried: 0 to 100 percent. */
  public record Canary(String group, int percent) {}

  /**
   * When an origin gets no calls.
   *
   * @param failures in a row, that take it out
   * @param out how long at first; doubled each time anew
   * @param probe null: only calls tell
   */
  public record Health(int failures, Duration out, @Nullable Probe probe) {
    public static final Health USUAL = new Health(3, Duration.ofSeconds(5), null);
  }

  /**
   * What asks an origin on a timer.
   *
   * @param healthy good answers in a row that take it back
   * @param unhealthy bad ones that take it out
   */
  public record Probe(
      String path, Duration interval, Duration timeout, int healthy, int unhealthy) {}

  /** In milliseconds; 0: the gateway's own. */
  public record Timeouts(int connect, int firstByte, int idle) {
    public static final Timeouts USUAL = new Timeouts(0, 0, 0);

    /** These, and where they say nothing, the others. */
    public Timeouts or(Timeouts others) {
      return new Timeouts(
          connect > 0 ? connect : others.connect,
          firstByte > 0 ? firstByte : others.firstByte,
          idle > 0 ? idle : others.idle);
    }
  }

  /**
   * When a call moves to another origin.
   *
   * @param attempts with the first
   * @param percent of the calls of the last ten seconds
   */
  public record Retries(int attempts, int percent) {
    public static final Retries USUAL = new Retries(2, 10);
  }

  /** PEM texts. */
  public record Tls(
      @Nullable SecretRef ca, @Nullable SecretRef certificate, @Nullable SecretRef key) {}

  /** A header that only the origin sees. */
  public record SecretHeader(String name, SecretRef secret) {}
}
