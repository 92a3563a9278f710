package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.Api;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of an API a method and a path mean. The most specific template wins: from the
 * left, a literal segment before {@code {name}} before a last {@code **}. {@code HEAD} is granted
 * where {@code GET} is (RFC 9110 §9.3.2). Reads templates in place: nothing is allocated.
 */
final class Operations {
  private static final long NO_MATCH = -1;
  private static final int RANKED_SEGMENTS = 31;
  private static final int LITERAL = 3;
  private static final int PARAMETER = 2;
  private static final int REST = 1;

  private Operations() {}

  /** Null when the API has no such operation; an API without a list has every operation. */
  static Api.@Nullable Operation find(Api api, String method, String path) {
    if (api.operations().isEmpty()) {
      return new Api.Operation("any", method, "/**", false, api.route());
    }
    Api.Operation best = null;
    long bestRank = NO_MATCH;
    for (Api.Operation operation : api.operations()) {
      if (grants(operation.method(), method)) {
        long rank = rank(operation.path(), path);
        if (rank > bestRank || (rank == bestRank && best != null && isExact(operation, method))) {
          best = operation;
          bestRank = rank;
        }
      }
    }
    return best;
  }

  /** The methods that the path answers, in alphabetical order; empty when it answers none. */
  static List<String> methods(Api api, String path) {
    TreeSet<String> methods = new TreeSet<>();
    for (Api.Operation operation : api.operations()) {
      if (rank(operation.path(), path) != NO_MATCH) {
        methods.add(operation.method());
        if (operation.method().equals("GET")) {
          methods.add("HEAD");
        }
      }
    }
    return List.copyOf(methods);
  }

  private static boolean grants(String offered, String asked) {
    return offered.equals(asked) || (asked.equals("HEAD") && offered.equals("GET"));
  }

  private static boolean isExact(Api.Operation operation, String method) {
    return operation.method().equals(method);
  }

  /** How well the template fits, more is better; {@link #NO_MATCH} when it does not. */
  static long rank(String template, String path) {
    long rank = 0;
    int segment = 0;
    int t = 0;
    int p = 0;
    while (t < template.length() && p < path.length()) {
      int tEnd = end(template, t);
      int pEnd = end(path, p);
      int kind = kind(template, t, tEnd);
      if (kind == LITERAL
          && (tEnd - t != pEnd - p || !template.regionMatches(t, path, p, tEnd - t))) {
        return NO_MATCH;
      }
      if (kind == PARAMETER && pEnd - p < 2) {
        return NO_MATCH;
      }
      if (segment < RANKED_SEGMENTS) {
        rank |= (long) kind << (2 * (RANKED_SEGMENTS - 1 - segment));
      }
      segment++;
      if (kind == REST) {
        return rank;
      }
      t = tEnd;
      p = pEnd;
    }
    if (p == path.length() && t < template.length()) {
      return kind(template, t, end(template, t)) == REST ? rank : NO_MATCH;
    }
    return p == path.length() ? rank : NO_MATCH;
  }

  private static int end(String text, int slash) {
    int next = text.indexOf('/', slash + 1);
    return next < 0 ? text.length() : next;
  }

  private static int kind(String template, int slash, int end) {
    if (end == template.length() && end - slash == 3 && template.startsWith("**", slash + 1)) {
      return REST;
    }
    boolean braces =
        end - slash > 2 && template.charAt(slash + 1) == '{' && template.charAt(end - 1) == '}';
    return braces ? PARAMETER : LITERAL;
  }
}
