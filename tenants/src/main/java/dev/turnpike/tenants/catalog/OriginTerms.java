package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an API's calls go, as it stands in a tenant's file and in a release. {@link OriginCheck}
 * holds for each that is published.
 *
 * @param origin short for a single live origin; absent where {@code live} has some
 * @param testOrigin short for a single test origin
 * @param live for live keys, and for test keys where there is none of their own; at most 50
 * @param test for test keys; at most 50
 * @param balance how one of several is chosen; absent: weighted
 * @param sticky whose calls stay together, for {@code consistent_hash} and a canary; absent: each
 *     consumer's with {@code consistent_hash}, else nobody's
 * @param active the group that gets the calls; absent: {@link #USUAL_GROUP}. Changing it is the
 *     blue/green switch
 * @param canary a share of the calls for another group
 * @param retries absent: one more try, at most 10 % of recent calls, where there are several
 * @param headers what each call carries to the origin beside its own
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OriginTerms(
    @Nullable String origin,
    @Nullable String testOrigin,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TargetTerms> live,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TargetTerms> test,
    @Nullable Balance balance,
    @Nullable Sticky sticky,
    @Nullable String active,
    @Nullable CanaryTerms canary,
    @Nullable HealthTerms health,
    @Nullable TimeoutTerms timeouts,
    @Nullable RetryTerms retries,
    @Nullable TlsTerms tls,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SecretHeader> headers) {

  /** The group of an origin that names none. */
  public static final String USUAL_GROUP = "main";

  public OriginTerms(
      @Nullable String origin,
      @Nullable String testOrigin,
      @Nullable List<TargetTerms> live,
      @Nullable List<TargetTerms> test,
      @Nullable Balance balance,
      @Nullable Sticky sticky,
      @Nullable String active,
      @Nullable CanaryTerms canary,
      @Nullable HealthTerms health,
      @Nullable TimeoutTerms timeouts,
      @Nullable RetryTerms retries,
      @Nullable TlsTerms tls,
      @Nullable List<SecretHeader> headers) {
    this.origin = unslashed(origin);
    this.testOrigin = unslashed(testOrigin);
    this.live = live == null ? List.of() : List.copyOf(live);
    this.test = test == null ? List.of() : List.copyOf(test);
    this.balance = balance;
    this.sticky = sticky;
    this.active = active;
    this.canary = canary;
    this.health = health;
    this.timeouts = timeouts;
    this.retries = retries;
    this.tls = tls;
    this.headers = headers == null ? List.of() : List.copyOf(headers);
  }

  /** One origin, and perhaps another one for test keys. */
  public OriginTerms(@Nullable String origin, @Nullable String testOrigin) {
    this(origin, testOrigin, null, null, null, null, null, null, null, null, null, null, null);
  }

  static @Nullable OriginTerms read(@Nullable Fields origins) {
    return origins == null ? null : OriginReader.origins(origins);
  }

  /** None when calls can be sent there. */
  List<Fault> faults(String path) {
    return OriginCheck.of(this).stream()
        .map(fault -> new Fault(path + "." + fault.path(), fault.reason()))
        .toList();
  }

  /** The address of the first; empty when there is none. */
  public String shown() {
    return liveOrigins().isEmpty() ? "" : liveOrigins().getFirst().url();
  }

  /** The same for one origin in place of the live ones; groups mean nothing then. */
  public OriginTerms withOrigin(String one) {
    return new OriginTerms(
        one,
        testOrigin,
        null,
        test,
        balance,
        sticky,
        null,
        null,
        health,
        timeouts,
        retries,
        tls,
        headers);
  }

  /** Every origin for live keys. */
  public List<TargetTerms> liveOrigins() {
    return origin == null ? live : List.of(TargetTerms.of("origin", origin));
  }

  /** Every origin for test keys; empty where they call what live keys call. */
  public List<TargetTerms> testOrigins() {
    return testOrigin == null ? test : List.of(TargetTerms.of("test", testOrigin));
  }

  /** Which group gets the calls. */
  public String activeGroup() {
    return active == null ? USUAL_GROUP : active;
  }

  private static @Nullable String unslashed(@Nullable String address) {
    return address != null && address.endsWith("/")
        ? address.substring(0, address.length() - 1)
        : address;
  }

  /** In the file's spelling. */
  public enum Balance {
    weighted,
    least_requests,
    consistent_hash
  }

  /** In the file's spelling. */
  public enum Sticky {
    consumer,
    application
  }

  /**
   * One origin.
   *
   * @param name as traces and pages call it; lower case
   * @param url http or https, with a path that calls' paths are appended to, without a query
   * @param weight its part of the calls, 1 to 1000; absent: 1
   * @param group such as blue or green; absent: {@link #USUAL_GROUP}
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TargetTerms(
      String name, String url, @Nullable Integer weight, @Nullable String group) {
    public static TargetTerms of(String name, String url) {
      return new TargetTerms(name, url, null, null);
    }

    public String inGroup() {
      return group == null ? USUAL_GROUP : group;
    }
  }

  /**
   * A share of the calls for a group that is being tried.
   *
   * @param percent 0 to 100
   */
  @RegisterForReflection
  public record CanaryTerms(String group, int percent) {}

  /**
   * When an origin gets no calls.
   *
   * @param failures failed calls in a row that take it out; absent: 3
   * @param outSeconds for how long, doubled each time anew up to five minutes; absent: 5
   * @param path asked for on a timer; absent: only calls tell
   * @param intervalSeconds 1 to 300; absent: 10
   * @param timeoutMillis for the whole answer, 2xx or 3xx; absent: 2000
   * @param healthy good answers in a row that take it back; absent: 2
   * @param unhealthy bad ones that take it out; absent: 3
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HealthTerms(
      @Nullable Integer failures,
      @Nullable Integer outSeconds,
      @Nullable String path,
      @Nullable Integer intervalSeconds,
      @Nullable Integer timeoutMillis,
      @Nullable Integer healthy,
      @Nullable Integer unhealthy) {}

  /**
   * Milliseconds; absent: the gateway's own.
   *
   * @param connect until the connection stands
   * @param firstByte from the request's last byte to the answer's head
   * @param idle between two bytes of the answer
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TimeoutTerms(
      @Nullable Integer connect, @Nullable Integer firstByte, @Nullable Integer idle) {}

  /**
   * When a call moves to another origin.
   *
   * @param attempts with the first, 1 to 5; absent: 2
   * @param budgetPercent of the calls of the last ten seconds, 0 to 100; absent: 10
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RetryTerms(@Nullable Integer attempts, @Nullable Integer budgetPercent) {}

  /**
   * PEM texts by reference; see {@link dev.turnpike.tenants.secret.SecretRef}.
   *
   * @param ca whose certificates are believed; absent: the well-known ones
   * @param certificate ours, with its chain
   * @param key its private key, PKCS 8
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TlsTerms(@Nullable String ca, @Nullable String certificate, @Nullable String key) {}

  /**
   * A header whose value nobody reads again.
   *
   * @param secret a reference
   */
  @RegisterForReflection
  public record SecretHeader(String name, String secret) {}
}
