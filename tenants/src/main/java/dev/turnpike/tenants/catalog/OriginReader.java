package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.catalog.OriginTerms.CanaryTerms;
import dev.turnpike.tenants.catalog.OriginTerms.HealthTerms;
import dev.turnpike.tenants.catalog.OriginTerms.RetryTerms;
import dev.turnpike.tenants.catalog.OriginTerms.SecretHeader;
import dev.turnpike.tenants.catalog.OriginTerms.TargetTerms;
import dev.turnpike.tenants.catalog.OriginTerms.TimeoutTerms;
import dev.turnpike.tenants.catalog.OriginTerms.TlsTerms;
import org.jspecify.annotations.Nullable;

/**
 * Reads origins as a person wrote them. What is misread is noted as a fault and missing in the
 * terms; {@link OriginCheck} then says what else is wrong.
 */
final class OriginReader {
  private OriginReader() {}

  static OriginTerms origins(Fields origins) {
    OriginTerms read =
        new OriginTerms(
            origins.text("origin"),
            origins.text("test_origin"),
            origins.each("live", OriginReader::target),
            origins.each("test", OriginReader::target),
            origins.word("balance", OriginTerms.Balance.class),
            origins.word("sticky", OriginTerms.Sticky.class),
            origins.text("active"),
            canary(origins.object("canary")),
            health(origins.object("health")),
            timeouts(origins.object("timeouts")),
            retries(origins.object("retries")),
            tls(origins.object("tls")),
            origins.each("headers", OriginReader::header));
    origins.noMore();
    return read;
  }

  private static TargetTerms target(Fields target) {
    TargetTerms read =
        new TargetTerms(
            orMissing(target.text("name")),
            orMissing(target.text("url")),
            target.days("weight"),
            target.text("group"));
    target.noMore();
    return read;
  }

  private static @Nullable CanaryTerms canary(@Nullable Fields canary) {
    if (canary == null) {
      return null;
    }
    CanaryTerms read =
        new CanaryTerms(orMissing(canary.text("group")), (int) canary.countOrFault("percent"));
    canary.noMore();
    return read;
  }

  private static @Nullable HealthTerms health(@Nullable Fields health) {
    if (health == null) {
      return null;
    }
    HealthTerms read =
        new HealthTerms(
            health.days("failures"),
            health.days("out_seconds"),
            health.text("path"),
            health.days("interval_seconds"),
            health.days("timeout_millis"),
            health.days("healthy"),
            health.days("unhealthy"));
    health.noMore();
    return read;
  }

  static @Nullable TimeoutTerms timeouts(@Nullable Fields timeouts) {
    if (timeouts == null) {
      return null;
    }
    TimeoutTerms read =
        new TimeoutTerms(
            timeouts.days("connect"), timeouts.days("first_byte"), timeouts.days("idle"));
    timeouts.noMore();
    return read;
  }

  private static @Nullable RetryTerms retries(@Nullable Fields retries) {
    if (retries == null) {
      return null;
    }
    RetryTerms read = new RetryTerms(retries.days("attempts"), retries.days("budget_percent"));
    retries.noMore();
    return read;
  }

  private static @Nullable TlsTerms tls(@Nullable Fields tls) {
    if (tls == null) {
      return null;
    }
    TlsTerms read = new TlsTerms(tls.text("ca"), tls.text("certificate"), tls.text("key"));
    tls.noMore();
    return read;
  }

  private static SecretHeader header(Fields header) {
    SecretHeader read =
        new SecretHeader(orMissing(header.text("name")), orMissing(header.text("secret")));
    header.noMore();
    return read;
  }

  /** What is missing goes into the record as null, where {@link OriginCheck} finds it. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T orMissing(@Nullable T value) {
    return value;
  }
}
