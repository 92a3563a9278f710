package dev.turnpike.tenants.eligibility;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's choice to ask its own system who may use a product. In force within a second on
 * every node; each change is audited, and its secret is shown once.
 */
@ApplicationScoped
public class Hooks {
  private static final int USUAL_CACHE_SECONDS = 60;
  private static final int LONGEST_CACHE_SECONDS = 86_400;
  private static final int USUAL_TIMEOUT_MILLIS = 1_000;
  private static final int SHORTEST_TIMEOUT_MILLIS = 100;
  private static final int LONGEST_TIMEOUT_MILLIS = 10_000;
  private static final int LONGEST_URL = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Hooks(Tenancy tenancy, Rows rows, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /** A product's hook, without its secret. */
  public record Hook(URI url, Duration cache, Duration timeout, Instant changedAt) {}

  /**
   * What a publisher wants.
   *
   * @param secret null for a new one
   */
  public record Wanted(String url, int cacheSeconds, int timeoutMillis, @Nullable String secret) {
    /** With the usual times where none are given. */
    public Wanted(
        String url,
        @Nullable Integer cacheSeconds,
        @Nullable Integer timeoutMillis,
        @Nullable String secret) {
      this(
          url,
          cacheSeconds == null ? USUAL_CACHE_SECONDS : cacheSeconds.intValue(),
          timeoutMillis == null ? USUAL_TIMEOUT_MILLIS : timeoutMillis.intValue(),
          secret);
    }

    /** What is wrong, as field and remedy; empty when nothing is. */
    public Optional<Map.Entry<String, String>> fault() {
      if (!isAddress(url)) {
        return wrong("url", "Give an http or https address with a host and without a password.");
      }
      if (cacheSeconds < 1 || cacheSeconds > LONGEST_CACHE_SECONDS) {
        return wrong("cache_seconds", "Give 1 to 86400 seconds.");
      }
      if (timeoutMillis < SHORTEST_TIMEOUT_MILLIS || timeoutMillis > LONGEST_TIMEOUT_MILLIS) {
        return wrong("timeout_millis", "Give 100 to 10000 milliseconds.");
      }
      return secret == null || StandardWebhook.isSecret(secret)
          ? Optional.empty()
          : wrong("secret", "Give whsec_ and base64 of 24 to 64 bytes, or leave it out.");
    }

    private static boolean isAddress(String text) {
      try {
        URI address = URI.create(text);
        boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        return http
            && address.getHost() != null
            && address.getRawUserInfo() == null
            && text.length() <= LONGEST_URL;
      } catch (IllegalArgumentException broken) {
        return false;
      }
    }

    private static Optional<Map.Entry<String, String>> wrong(String field, String remedy) {
      return Optional.of(Map.entry(field, remedy));
    }
  }

  public Uni<Optional<Hook>> of(Acting publisher, String product) {
    publisher.require(Permission.EDIT_CATALOGUE);
    return tenancy
        .as(
            publisher.tenant(),
            session ->
                rows.first(
                    session,
                    HookRow.class,
                    "select e.url, e.cache_seconds, e.timeout_millis, e.changed_at"
                        + " from eligibility_hook e join product p on p.id = e.product_id"
                        + " where p.tenant_id = :tenant and p.slug = :product",
                    Map.of("tenant", publisher.tenant().value(), "product", product)))
        .map(found -> found.map(HookRow::hook));
  }

  /** The secret that signs from now on; empty when there is no such product. */
  public Uni<Optional<String>> set(Acting publisher, String product, Wanted wanted) {
    publisher.require(Permission.EDIT_CATALOGUE);
    String given = wanted.secret();
    String secret = given == null ? StandardWebhook.newSecret(random) : given;
    return tenancy.as(
        publisher.tenant(),
        session ->
            put(session, publisher.tenant(), product, wanted, secret)
                .call(
                    set ->
                        set == 0
                            ? Uni.createFrom().voidItem()
                            : audit.note(
                                session,
                                publisher.tenant(),
                                publisher.person(),
                                "product.eligibility-set",
                                "product",
                                product,
                                Map.of("url", wanted.url())))
                .map(set -> set == 0 ? Optional.<String>empty() : Optional.of(secret)));
  }

  /** In the running transaction; answers how many products have the slug: one or none. */
  public Uni<Integer> put(
      Mutiny.Session session, TenantId tenant, String product, Wanted wanted, String secret) {
    return rows.change(
        session,
        """
        insert into eligibility_hook
        select id, tenant_id, :url, :secret, :cache, :timeout, :now
        from product where tenant_id = :tenant and slug = :product
        on conflict (product_id) do update set url = excluded.url, secret = excluded.secret,
          cache_seconds = excluded.cache_seconds, timeout_millis = excluded.timeout_millis,
          changed_at = excluded.changed_at
        """,
        Map.of(
            "url", wanted.url(),
            "secret", secret,
            "cache", wanted.cacheSeconds(),
            "timeout", wanted.timeoutMillis(),
            "now", clock.instant(),
            "tenant", tenant.value(),
            "product", product));
  }

  /** False when there was none. */
  public Uni<Boolean> remove(Acting publisher, String product) {
    publisher.require(Permission.EDIT_CATALOGUE);
    return tenancy.as(
        publisher.tenant(),
        session ->
            rows.change(
                    session,
                    "delete from eligibility_hook e using product p where p.id = e.product_id"
                        + " and p.tenant_id = :tenant and p.slug = :product",
                    Map.of("tenant", publisher.tenant().value(), "product", product))
                .call(
                    removed ->
                        removed == 0
                            ? Uni.createFrom().voidItem()
                            : audit.note(
                                session,
                                publisher.tenant(),
                                publisher.person(),
                                "product.eligibility-removed",
                                "product",
                                product,
                                Map.of()))
                .map(removed -> removed > 0));
  }

  @RegisterForReflection
  record HookRow(String url, int cacheSeconds, int timeoutMillis, Instant changedAt) {
    Hook hook() {
      return new Hook(
          URI.create(url),
          Duration.ofSeconds(cacheSeconds),
          Duration.ofMillis(timeoutMillis),
          changedAt);
    }
  }
}
