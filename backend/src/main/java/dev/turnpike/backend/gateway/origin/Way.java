package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.snapshot.OriginSet;
import io.vertx.core.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop needs to send calls to a set of origins: whose turn it is, the connections,
 * the headers that only origins see. Belongs to its event loop.
 */
public final class Way {
  private final OriginSet set;
  private final @Nullable Chooser chooser;
  private final RetryBudget budget;
  private final HttpClient client;
  private final Means means;
  private long readAtNanos;

  Way(OriginSet set, @Nullable Chooser chooser, HttpClient client, Means means, long readAtNanos) {
    this.set = set;
    this.chooser = chooser;
    this.budget = new RetryBudget(set.retries().percent());
    this.client = client;
    this.means = means;
    this.readAtNanos = readAtNanos;
  }

  public OriginSet set() {
    return set;
  }

  /** Null when there is nothing to choose. */
  public @Nullable Chooser chooser() {
    return chooser;
  }

  public RetryBudget budget() {
    return budget;
  }

  public HttpClient client() {
    return client;
  }

  /** What each call carries to the origin beside its own headers. */
  public List<Map.Entry<String, String>> headers() {
    return means.headers();
  }

  Means means() {
    return means;
  }

  long readAtNanos() {
    return readAtNanos;
  }

  void readAt(long nowNanos) {
    readAtNanos = nowNanos;
  }
}
