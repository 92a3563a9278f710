package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.snapshot.Origin;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * How every origin of this node fares. What is known of an origin outlives changes of weights and
 * groups; it is forgotten with its API.
 */
public final class Fleet {
  private final Map<Key, Fitness> known = new ConcurrentHashMap<>();

  private record Key(ApiId api, URI origin) {}

  Fitness of(ApiId api, String label, Origin origin) {
    return known.computeIfAbsent(
        new Key(api, origin.uri()), key -> new Fitness(label + "/" + origin.name()));
  }

  /** Forgets the origins of all other APIs. */
  void keep(Predicate<ApiId> apis) {
    known.keySet().removeIf(key -> !apis.test(key.api()));
  }
}
