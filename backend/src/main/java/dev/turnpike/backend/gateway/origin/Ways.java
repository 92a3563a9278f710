package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.secret.Secrets;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.Publisher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ways to sets of origins that need more than an address, made when a call first needs them and
 * made anew when the set or its secrets change. Belongs to one event loop.
 */
public final class Ways {
  private static final Logger LOG = Logger.getLogger(Ways.class);

  /** Secrets change in their place, such as a certificate that is renewed. */
  private static final Duration REREAD = Duration.ofSeconds(60);

  /** Calls on connections with the old certificate end by themselves or, at last, by this. */
  private static final long OLD_CLIENT_MILLIS = 600_000;

  private static final int MOST_KEPT = 10_000;

  private final Vertx vertx;
  private final Fleet fleet;
  private final Secrets secrets;
  private final HttpClient usual;
  private final Function<Function<HttpClientOptions, HttpClientOptions>, HttpClient> clients;
  private final Map<Key, Way> ways = new HashMap<>();
  private final Map<Key, Future<Way>> making = new HashMap<>();

  private record Key(ApiId api, Mode mode) {}

  /**
   * None yet.
   *
   * @param usual the connections of sets without certificates of their own
   * @param clients makes other ones, from the usual options changed
   */
  public Ways(
      Vertx vertx,
      Fleet fleet,
      Secrets secrets,
      HttpClient usual,
      Function<Function<HttpClientOptions, HttpClientOptions>, HttpClient> clients) {
    this.vertx = vertx;
    this.fleet = fleet;
    this.secrets = secrets;
    this.usual = usual;
    this.clients = clients;
  }

  /** The way as it is known; null when it has to be {@link #make made}. */
  public @Nullable Way known(Api api, Mode mode, OriginSet set) {
    Way way = ways.get(new Key(api.id(), mode));
    return way != null && way.set().equals(set) ? way : null;
  }

  /** Whether it is time to look at the way's secrets again; answers yes once. */
  public boolean isStale(Way way, long nowNanos) {
    if (way.means().isNone() || nowNanos - way.readAtNanos() < REREAD.toNanos()) {
      return false;
    }
    way.readAt(nowNanos);
    return true;
  }

  /** Reads the secrets and makes the way; fails with a reason when a secret is missing. */
  public Future<Way> make(Publisher publisher, Api api, Mode mode, OriginSet set, long nowNanos) {
    if (set.tls() == null && set.headers().isEmpty()) {
      return Future.succeededFuture(made(publisher, api, mode, set, Means.NONE, nowNanos));
    }
    Key key = new Key(api.id(), mode);
    Future<Way> under = making.get(key);
    if (under != null) {
      return under;
    }
    Future<Way> way =
        vertx
            .executeBlocking(() -> Means.read(secrets, publisher.slug(), set), false)
            .map(means -> made(publisher, api, mode, set, means, nowNanos));
    if (!way.isComplete()) {
      making.put(key, way);
      way.onComplete(done -> making.remove(key));
    }
    return way.onFailure(
        why -> LOG.warnf("%s/%s: %s", publisher.slug(), api.slug(), why.getMessage()));
  }

  private Way made(
      Publisher publisher, Api api, Mode mode, OriginSet set, Means means, long nowNanos) {
    Key key = new Key(api.id(), mode);
    Way old = ways.get(key);
    if (old != null && old.set().equals(set) && old.means().equals(means)) {
      return old;
    }
    if (ways.size() >= MOST_KEPT) {
      ways.values().forEach(this::retire);
      ways.clear();
    }
    Chooser chooser =
        set.origins().size() == 1
            ? null
            : new Chooser(set, fleet, api.id(), publisher.slug() + "/" + api.slug());
    HttpClient client =
        !means.hasTls()
            ? usual
            : old != null && sameTls(old.means(), means)
                ? old.client()
                : clients.apply(means::applyTo);
    Way way = new Way(set, chooser, client, means, nowNanos);
    ways.put(key, way);
    if (old != null && old.client() != client) {
      retire(old);
    }
    return way;
  }

  private static boolean sameTls(Means one, Means other) {
    return one.hasTls()
        && Objects.equals(one.ca(), other.ca())
        && Objects.equals(one.certificate(), other.certificate())
        && Objects.equals(one.key(), other.key());
  }

  /** Calls in flight finish on the connections they began on. */
  private void retire(Way old) {
    HttpClient client = old.client();
    if (client != usual) {
      vertx.setTimer(OLD_CLIENT_MILLIS, later -> client.close());
    }
  }

  /** Closes the connections of every way but the usual ones. */
  public Future<Void> close() {
    for (Way way : ways.values()) {
      if (way.client() != usual) {
        way.client().close();
      }
    }
    ways.clear();
    return Future.succeededFuture();
  }
}
