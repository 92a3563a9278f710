package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Origin;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Shards;
import dev.turnpike.tenants.snapshot.Snapshots;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks origins on timers whether they are well, where their API wants that. One event loop of a
 * node does it for all; an origin that fails its checks gets no calls, whatever calls say of it.
 * Bounded: so many origins a node, so many checks at once; the rest waits for its turn.
 */
public final class Checks {
  private static final Logger LOG = Logger.getLogger(Checks.class);
  private static final long TICK_MILLIS = 250;
  private static final int MOST_ORIGINS = 2000;
  private static final int MOST_AT_ONCE = 50;
  private static final int FIRST_REDIRECT_END = 400;

  private final Vertx vertx;
  private final Snapshots snapshots;
  private final Fleet fleet;
  private final Addresses addresses;
  private final Ways ways;
  private Map<Watched.Key, Watched> watched = Map.of();
  private @Nullable Shards<String, Publisher> seen;
  private int running;
  private long timer = -1;

  /** Not begun yet. */
  public Checks(Vertx vertx, Snapshots snapshots, Fleet fleet, Addresses addresses, Ways ways) {
    this.vertx = vertx;
    this.snapshots = snapshots;
    this.fleet = fleet;
    this.addresses = addresses;
    this.ways = ways;
  }

  /** On the event loop that shall do it. */
  public void begin() {
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> look(System.nanoTime()));
  }

  public void end() {
    vertx.cancelTimer(timer);
  }

  private static final class Watched {
    private record Key(ApiId api, Mode mode, Origin origin) {}

    final Publisher publisher;
    final Api api;
    final OriginSet set;
    final OriginSet.Probe probe;
    final Fitness fitness;
    long nextNanos;
    int good;
    int bad;
    boolean running;

    Watched(
        Publisher publisher,
        Api api,
        OriginSet set,
        OriginSet.Probe probe,
        Fitness fitness,
        long nextNanos) {
      this.publisher = publisher;
      this.api = api;
      this.set = set;
      this.probe = probe;
      this.fitness = fitness;
      this.nextNanos = nextNanos;
    }
  }

  private void look(long nowNanos) {
    Shards<String, Publisher> now = snapshots.current().publishersBySlug();
    if (now != seen) {
      read(now, nowNanos);
      seen = now;
    }
    watched.forEach(
        (key, one) -> {
          if (!one.running && nowNanos - one.nextNanos >= 0 && running < MOST_AT_ONCE) {
            ask(key, one, nowNanos);
          }
        });
  }

  private void read(Shards<String, Publisher> now, long nowNanos) {
    Map<Watched.Key, Watched> next = new HashMap<>();
    Set<ApiId> apis = new HashSet<>();
    now.each(
        publisher ->
            publisher
                .apis()
                .values()
                .forEach(
                    api -> {
                      apis.add(api.id());
                      watch(publisher, api, Mode.LIVE, api.origins(), next, nowNanos);
                      if (api.testOrigins() != null) {
                        watch(publisher, api, Mode.TEST, api.testOrigins(), next, nowNanos);
                      }
                    }));
    // What nobody checks any more is not held against it.
    watched.forEach(
        (key, one) -> {
          if (!next.containsKey(key)) {
            one.fitness.checked(true);
          }
        });
    watched = next;
    fleet.keep(apis::contains);
  }

  private void watch(
      Publisher publisher,
      Api api,
      Mode mode,
      OriginSet set,
      Map<Watched.Key, Watched> next,
      long nowNanos) {
    OriginSet.Probe probe = set.health().probe();
    if (probe == null || set.origins().size() < 2 || api.stage() == Api.Stage.RETIRED) {
      return;
    }
    for (Origin origin : set.origins()) {
      Watched.Key key = new Watched.Key(api.id(), mode, origin);
      Watched before = watched.get(key);
      if (before != null && before.set.equals(set)) {
        next.put(key, before);
      } else if (next.size() < MOST_ORIGINS) {
        Fitness fitness = fleet.of(api.id(), publisher.slug() + "/" + api.slug(), origin);
        next.put(key, new Watched(publisher, api, set, probe, fitness, nowNanos));
      } else {
        LOG.warnf("%s/%s is not checked: too many are", publisher.slug(), api.slug());
      }
    }
  }

  private void ask(Watched.Key key, Watched one, long nowNanos) {
    one.running = true;
    running++;
    one.nextNanos = nowNanos + one.probe.interval().toNanos();
    long patience = one.probe.timeout().toMillis();
    find(one, key, nowNanos)
        .compose(request -> status(request, patience))
        .timeout(patience, TimeUnit.MILLISECONDS)
        .map(status -> status >= 200 && status < FIRST_REDIRECT_END)
        .otherwise(false)
        .onSuccess(good -> note(one, good))
        .onComplete(
            done -> {
              one.running = false;
              running--;
            });
  }

  private Future<HttpClientRequest> find(Watched one, Watched.Key key, long nowNanos) {
    Origin origin = key.origin();
    SocketAddress known = addresses.known(origin, nowNanos);
    Future<SocketAddress> address =
        known != null ? Future.succeededFuture(known) : addresses.find(origin, nowNanos);
    return address.compose(
        at ->
            ways.make(one.publisher, one.api, key.mode(), one.set, nowNanos)
                .compose(
                    way ->
                        way.client()
                            .request(
                                new RequestOptions()
                                    .setMethod(HttpMethod.GET)
                                    .setServer(at)
                                    .setHost(origin.uri().getHost())
                                    .setPort(origin.port())
                                    .setSsl(origin.tls())
                                    .setConnectTimeout(one.probe.timeout().toMillis())
                                    .setURI(origin.uri().getRawPath() + one.probe.path()))
                            .map(
                                request -> {
                                  request.putHeader("User-Agent", "Turnpike-Health");
                                  way.headers()
                                      .forEach(h -> request.putHeader(h.getKey(), h.getValue()));
                                  return request;
                                })));
  }

  /** Only the head is read: each check takes a connection of its own, which tells more. */
  private static Future<Integer> status(HttpClientRequest request, long patienceMillis) {
    request.exceptionHandler(broken -> LOG.debug("a check broke", broken));
    request.idleTimeout(patienceMillis);
    return request.send().map(HttpClientResponse::statusCode).onComplete(head -> request.reset());
  }

  private static void note(Watched one, boolean good) {
    one.good = good ? one.good + 1 : 0;
    one.bad = good ? 0 : one.bad + 1;
    if (good && one.good >= one.probe.healthy()) {
      one.fitness.checked(true);
    } else if (!good && one.bad >= one.probe.unhealthy()) {
      one.fitness.checked(false);
    }
  }
}
