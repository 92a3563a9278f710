package dev.turnpike.tenants.event;

import java.net.URI;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of an endpoint, as it was written.
 *
 * @param types words; empty: all events
 */
public record EndpointTerms(String name, String url, Set<String> types) {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_URL = 500;

  public EndpointTerms {
    types = Set.copyOf(types);
  }

  /** What is missing counts as empty. */
  public static EndpointTerms of(
      @Nullable String name, @Nullable String url, @Nullable Collection<String> types) {
    return new EndpointTerms(
        name == null ? "" : name.strip(),
        url == null ? "" : url.strip(),
        types == null
            ? Set.of()
            : types.stream().filter(Objects::nonNull).collect(Collectors.toSet()));
  }

  /** The field that cannot be taken: {@code name}, {@code url} or {@code types}. */
  public Optional<String> fault() {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return Optional.of("name");
    }
    if (!isAddress(url)) {
      return Optional.of("url");
    }
    return types.stream().allMatch(word -> EventType.of(word).isPresent())
        ? Optional.empty()
        : Optional.of("types");
  }

  Set<EventType> chosen() {
    Set<EventType> chosen = EnumSet.noneOf(EventType.class);
    types.forEach(word -> EventType.of(word).ifPresent(chosen::add));
    return chosen;
  }

  /** With a host, and without a password; what may be dialled is decided when it is. */
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
}
