package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a session's person last proved the password, on the real clock. A log-in is a proof; what
 * moves money wants one that is not older than {@link #LASTS}.
 */
@ApplicationScoped
public class Proofs {
  public static final Duration LASTS = Duration.ofMinutes(15);

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  Proofs(Tenancy tenancy, Rows rows, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /** Whether the session of this token has a proof that still counts; false for no session. */
  public Uni<Boolean> isFresh(String token) {
    Instant now = clock.instant();
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    Found.class,
                    "select session_confirmed_at(:hash, cast(:now as timestamptz)) as at",
                    Map.of("hash", sha256(token), "now", now)))
        .map(
            found -> {
              Instant at = found.map(Found::at).orElse(null);
              return at != null && at.plus(LASTS).isAfter(now);
            });
  }

  /** The password was proved just now. */
  public Uni<Void> renew(String token) {
    return tenancy.asNobody(
        session ->
            rows.first(
                    session,
                    Found.class,
                    "select cast(null as timestamptz) as at"
                        + " from session_confirm(:hash, cast(:now as timestamptz))",
                    Map.of("hash", sha256(token), "now", clock.instant()))
                .replaceWithVoid());
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @RegisterForReflection
  record Found(@Nullable Instant at) {}
}
