package dev.turnpike.backend.gateway.route;

import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Route;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers kept by this node for the routes that want it: one consumer's, one plan revision's, one
 * release's. Never shared between consumers, whatever their origin says. Bounded by bytes; the one
 * that was not asked for the longest goes first.
 */
public final class AnswerStore {
  /** A longer answer is passed on and not kept. */
  public static final int LONGEST_BYTES = 1024 * 1024;

  /** What an entry takes beside its body. */
  private static final long OVERHEAD_BYTES = 1024;

  private final long most;
  private final LinkedHashMap<Key, Kept> answers = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;
  private volatile boolean used;

  /** Empty, for so many bytes. */
  public AnswerStore(long most) {
    this.most = most;
  }

  private record Key(
      ApiId api, Mode mode, TenantId consumer, PlanId plan, String path, String query) {
    static Key of(Grant grant, String path, String query) {
      return new Key(
          grant.api().id(),
          grant.key().mode(),
          grant.application().consumer(),
          grant.subscription().plan().id(),
          path,
          query);
    }
  }

  /**
   * A kept answer.
   *
   * @param headers the origin's, as the caller gets them
   * @param born when the origin gave it, less its age then
   */
  public record Kept(
      Route route,
      int status,
      List<Map.Entry<String, String>> headers,
      Buffer body,
      Instant born,
      Instant until,
      Map<String, String> variant) {
    public long age(Instant now) {
      return Math.max(0, Duration.between(born, now).toSeconds());
    }

    /** Whether the caller has it already. */
    public boolean isKnown(MultiMap request) {
      return CacheRules.isKnown(request, header("etag"), header("last-modified"));
    }

    private @Nullable String header(String name) {
      for (Map.Entry<String, String> header : headers) {
        if (header.getKey().equalsIgnoreCase(name)) {
          return header.getValue();
        }
      }
      return null;
    }
  }

  /** The answer to this request, if a fresh one is kept that its caller takes. */
  public Optional<Kept> find(
      Grant grant, String path, String query, MultiMap request, Instant now) {
    Kept kept;
    synchronized (answers) {
      kept = answers.get(Key.of(grant, path, query));
    }
    return kept != null
            && isSame(kept.route(), grant.operation().route())
            && now.isBefore(kept.until())
            && CacheRules.isVariant(kept.variant(), request)
            && CacheRules.accepts(request, Duration.ofSeconds(kept.age(now)))
        ? Optional.of(kept)
        : Optional.empty();
  }

  /** Another release, or one and the same published anew, has another route. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Route kept, Route now) {
    return kept == now;
  }

  /** Whether it is worth copying the answer that begins. */
  public boolean wants(Grant grant, int status, MultiMap request, MultiMap answer) {
    Route.Cache cache = grant.operation().route().cache();
    return cache != null
        && CacheRules.mayKeep(request)
        && CacheRules.freshness(status, answer, cache.usual()).isPresent();
  }

  /** Keeps an answer that was passed on whole. */
  public void keep(
      Grant grant,
      String path,
      String query,
      MultiMap request,
      int status,
      MultiMap answer,
      List<Map.Entry<String, String>> passed,
      Buffer body,
      Instant now) {
    Route.Cache cache = grant.operation().route().cache();
    if (cache == null || body.length() > LONGEST_BYTES) {
      return;
    }
    CacheRules.freshness(status, answer, cache.usual())
        .ifPresent(
            fresh ->
                put(
                    Key.of(grant, path, query),
                    new Kept(
                        grant.operation().route(),
                        status,
                        passed,
                        body,
                        now.minus(CacheRules.age(answer)),
                        now.plus(fresh),
                        CacheRules.variant(answer, request))));
  }

  /** An unsafe call succeeded: what was kept of its target is no longer true (RFC 9111 §4.4). */
  public void forget(Grant grant, String path, String query) {
    if (!used) {
      return;
    }
    synchronized (answers) {
      Kept gone = answers.remove(Key.of(grant, path, query));
      bytes -= gone == null ? 0 : size(gone);
    }
  }

  /** How much it holds. */
  public long bytes() {
    synchronized (answers) {
      return bytes;
    }
  }

  private void put(Key key, Kept kept) {
    used = true;
    synchronized (answers) {
      Kept before = answers.put(key, kept);
      bytes += size(kept) - (before == null ? 0 : size(before));
      Iterator<Kept> oldest = answers.values().iterator();
      while (bytes > most && oldest.hasNext()) {
        bytes -= size(oldest.next());
        oldest.remove();
      }
    }
  }

  private static long size(Kept kept) {
    return OVERHEAD_BYTES + kept.body().length();
  }
}
