package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.AddressRange;
import dev.turnpike.tenants.kernel.ApiId;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * What a key may be used for. An empty list allows everything; several lists must all allow.
 *
 * @param methods in capitals; GET includes HEAD
 * @param ranges from where calls may come
 */
public record KeyScope(Set<ApiId> apis, Set<String> methods, List<AddressRange> ranges) {
  public static final KeyScope EVERYTHING = new KeyScope(Set.of(), Set.of(), List.of());

  public KeyScope {
    apis = Set.copyOf(apis);
    methods = Set.copyOf(methods);
    ranges = List.copyOf(ranges);
  }

  public boolean isEverything() {
    return apis.isEmpty() && methods.isEmpty() && ranges.isEmpty();
  }

  public boolean includes(ApiId api) {
    return apis.isEmpty() || apis.contains(api);
  }

  public boolean includes(String method) {
    return methods.isEmpty()
        || methods.contains(method)
        || (method.equals("HEAD") && methods.contains("GET"));
  }

  public boolean includes(InetAddress from) {
    return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(from));
  }
}
