package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.catalog.OriginTerms;
import dev.turnpike.tenants.catalog.OriginTerms.CanaryTerms;
import dev.turnpike.tenants.catalog.OriginTerms.HealthTerms;
import dev.turnpike.tenants.catalog.OriginTerms.RetryTerms;
import dev.turnpike.tenants.catalog.OriginTerms.TargetTerms;
import dev.turnpike.tenants.catalog.OriginTerms.TimeoutTerms;
import dev.turnpike.tenants.catalog.OriginTerms.TlsTerms;
import dev.turnpike.tenants.secret.SecretRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what a release says of origins to what the gateway uses. */
final class OriginSets {
  private static final int INTERVAL_SECONDS = 10;
  private static final int TIMEOUT_MILLIS = 2000;
  private static final int HEALTHY = 2;
  private static final int UNHEALTHY = 3;

  private OriginSets() {}

  static OriginSet live(OriginTerms terms) {
    return set(terms, terms.liveOrigins());
  }

  /** Null where test keys call what live keys call. */
  static @Nullable OriginSet test(OriginTerms terms) {
    return terms.testOrigins().isEmpty() ? null : set(terms, terms.testOrigins());
  }

  private static OriginSet set(OriginTerms terms, List<TargetTerms> targets) {
    List<Origin> origins = targets.stream().map(OriginSets::origin).toList();
    return new OriginSet(
        origins,
        balance(terms.balance()),
        sticky(terms),
        active(terms, origins),
        canary(terms.canary(), origins),
        health(terms.health()),
        timeouts(terms.timeouts()),
        retries(terms.retries()),
        tls(terms.tls()),
        terms.headers().stream()
            .map(h -> new OriginSet.SecretHeader(h.name(), secret(h.secret())))
            .toList());
  }

  private static Origin origin(TargetTerms target) {
    String url = target.url();
    while (url.endsWith("/")) {
      url = url.substring(0, url.length() - 1);
    }
    return new Origin(
        target.name(),
        URI.create(url),
        target.weight() == null ? 1 : target.weight(),
        target.inGroup());
  }

  private static OriginSet.Balance balance(OriginTerms.@Nullable Balance balance) {
    if (balance == null) {
      return OriginSet.Balance.WEIGHTED;
    }
    return switch (balance) {
      case weighted -> OriginSet.Balance.WEIGHTED;
      case least_requests -> OriginSet.Balance.LEAST_REQUESTS;
      case consistent_hash -> OriginSet.Balance.CONSISTENT_HASH;
    };
  }

  private static OriginSet.Sticky sticky(OriginTerms terms) {
    OriginTerms.Sticky sticky = terms.sticky();
    if (sticky == null) {
      return terms.balance() == OriginTerms.Balance.consistent_hash
          ? OriginSet.Sticky.CONSUMER
          : OriginSet.Sticky.NOT;
    }
    return switch (sticky) {
      case consumer -> OriginSet.Sticky.CONSUMER;
      case application -> OriginSet.Sticky.APPLICATION;
    };
  }

  /** A set of test origins need not have the groups of the live ones. */
  private static String active(OriginTerms terms, List<Origin> origins) {
    String wanted = terms.activeGroup();
    return origins.stream().anyMatch(o -> o.group().equals(wanted))
        ? wanted
        : origins.getFirst().group();
  }

  private static OriginSet.@Nullable Canary canary(
      @Nullable CanaryTerms canary, List<Origin> origins) {
    return canary == null
            || canary.percent() == 0
            || origins.stream().noneMatch(o -> o.group().equals(canary.group()))
        ? null
        : new OriginSet.Canary(canary.group(), canary.percent());
  }

  private static OriginSet.Health health(@Nullable HealthTerms health) {
    if (health == null) {
      return OriginSet.Health.USUAL;
    }
    OriginSet.Health usual = OriginSet.Health.USUAL;
    return new OriginSet.Health(
        or(health.failures(), usual.failures()),
        Duration.ofSeconds(or(health.outSeconds(), (int) usual.out().toSeconds())),
        health.path() == null
            ? null
            : new OriginSet.Probe(
                health.path(),
                Duration.ofSeconds(or(health.intervalSeconds(), INTERVAL_SECONDS)),
                Duration.ofMillis(or(health.timeoutMillis(), TIMEOUT_MILLIS)),
                or(health.healthy(), HEALTHY),
                or(health.unhealthy(), UNHEALTHY)));
  }

  static OriginSet.Timeouts timeouts(@Nullable TimeoutTerms timeouts) {
    return timeouts == null
        ? OriginSet.Timeouts.USUAL
        : new OriginSet.Timeouts(
            or(timeouts.connect(), 0), or(timeouts.firstByte(), 0), or(timeouts.idle(), 0));
  }

  private static OriginSet.Retries retries(@Nullable RetryTerms retries) {
    OriginSet.Retries usual = OriginSet.Retries.USUAL;
    return retries == null
        ? usual
        : new OriginSet.Retries(
            or(retries.attempts(), usual.attempts()), or(retries.budgetPercent(), usual.percent()));
  }

  private static OriginSet.@Nullable Tls tls(@Nullable TlsTerms tls) {
    return tls == null
        ? null
        : new OriginSet.Tls(
            tls.ca() == null ? null : secret(tls.ca()),
            tls.certificate() == null ? null : secret(tls.certificate()),
            tls.key() == null ? null : secret(tls.key()));
  }

  /** Only checked terms are published. */
  private static SecretRef secret(String reference) {
    return SecretRef.parse(reference)
        .orElseThrow(() -> new IllegalStateException("no reference to a secret: " + reference));
  }

  private static int or(@Nullable Integer said, int usual) {
    return said == null ? usual : said;
  }
}
