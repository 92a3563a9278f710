package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.snapshot.Dialling;
import dev.turnpike.tenants.snapshot.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where origins may be dialled. A name is resolved here, each of its addresses is put to the
 * operator's rule, and what was checked is what is dialled: the connection never asks a resolver
 * again, so a name that means another address the next time gains nothing. Belongs to one event
 * loop.
 */
public final class Addresses {
  private static final Logger LOG = Logger.getLogger(Addresses.class);

  /** How long a name keeps its addresses; the connections that stand are kept anyway. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  /** When a resolver that did not answer is asked again. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** Origins of APIs long gone must not pile up. */
  private static final int MOST_KEPT = 10_000;

  private final Vertx vertx;
  private final Dialling dialling;
  private final Resolver resolver;
  private final Map<URI, Known> known = new HashMap<>();
  private final Map<URI, Future<SocketAddress>> finding = new HashMap<>();

  /** Asks for a name's addresses; blocks. */
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  public Addresses(Vertx vertx, Dialling dialling, Resolver resolver) {
    this.vertx = vertx;
    this.dialling = dialling;
    this.resolver = resolver;
  }

  private static final class Known {
    final List<SocketAddress> allowed;
    long untilNanos;
    int next;

    Known(List<SocketAddress> allowed, long untilNanos) {
      this.allowed = allowed;
      this.untilNanos = untilNanos;
    }
  }

  /**
   * The address to dial at once; null when it has to be {@link #find found} first. One that is due
   * to be asked for anew is still good: it was checked.
   */
  public @Nullable SocketAddress known(Origin origin, long nowNanos) {
    Known here = known.get(origin.uri());
    if (here == null) {
      return null;
    }
    if (nowNanos - here.untilNanos >= 0) {
      here.untilNanos = nowNanos + AGAIN.toNanos();
      Future<SocketAddress> unheard = find(origin, nowNanos);
      unheard.onFailure(why -> LOG.debugf("%s: %s", origin.uri(), why));
    }
    return here.allowed.get(here.next);
  }

  /** Asks the resolver and the operator's rule; fails with a reason when nothing may be dialled. */
  public Future<SocketAddress> find(Origin origin, long nowNanos) {
    Future<SocketAddress> under = finding.get(origin.uri());
    if (under != null) {
      return under;
    }
    String host = origin.uri().getHost();
    if (host == null) {
      return Future.failedFuture("an address without a host");
    }
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    Future<SocketAddress> found =
        vertx
            .executeBlocking(() -> resolver.resolve(name), false)
            .compose(all -> keep(origin, name, all, nowNanos));
    if (!found.isComplete()) {
      finding.put(origin.uri(), found);
      found.onComplete(done -> finding.remove(origin.uri()));
    }
    return found;
  }

  /** The address did not answer: the next of the name's is dialled from now on. */
  public void next(Origin origin) {
    Known here = known.get(origin.uri());
    if (here != null) {
      here.next = (here.next + 1) % here.allowed.size();
    }
  }

  private Future<SocketAddress> keep(
      Origin origin, String name, InetAddress[] found, long nowNanos) {
    List<SocketAddress> allowed = new ArrayList<>();
    for (InetAddress address : found) {
      if (dialling.allows(address, origin.port())) {
        allowed.add(SocketAddress.inetSocketAddress(origin.port(), address.getHostAddress()));
      }
    }
    if (allowed.isEmpty()) {
      known.remove(origin.uri());
      return Future.failedFuture(name + ":" + origin.port() + " may not be called from here");
    }
    if (known.size() >= MOST_KEPT) {
      known.clear();
    }
    known.put(origin.uri(), new Known(allowed, nowNanos + KEPT.toNanos()));
    return Future.succeededFuture(allowed.getFirst());
  }
}
