package dev.turnpike.tenants.usage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which refused calls to list.
 *
 * @param code only of this code
 * @param consumer only of the tenant of this slug
 * @param before only what comes after this place in the list, on the next page
 */
public record DenialFilter(
    Optional<String> code, Optional<String> consumer, Optional<Place> before) {

  /** A place in the list, latest first; a new denial does not move it. */
  public record Place(Instant lastAt, String id) {
    public static Place of(Denied denied) {
      return new Place(denied.lastAt(), denied.id());
    }

    /** Reads {@link #toString}; empty for anything else. */
    public static Optional<Place> parse(@Nullable String text) {
      int end = text == null ? -1 : text.indexOf('~');
      if (text == null || end < 0) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Place(Instant.parse(text.substring(0, end)), text.substring(end + 1)));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return lastAt + "~" + id;
    }
  }

  /** What occurs in the list: every code, by steps along the index; the first 200 consumers. */
  @RegisterForReflection
  public record Choices(List<String> codes, List<Consumer> consumers) {
    static final String SELECT =
        """
        with recursive codes as (
          (select min(code) as code from denial where publisher_id = :tenant)
          union all
          select (select min(d.code) from denial d
            where d.publisher_id = :tenant and d.code > c.code)
          from codes c where c.code is not null)
        select
          (select coalesce(jsonb_agg(code order by code), '[]') from codes where code is not null)
            as codes,
          (select coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'name', name) order by name),
              '[]')
            from (select c.slug, c.name from tenant c
              where exists (select from denial d
                where d.publisher_id = :tenant and d.consumer_id = c.id)
              order by c.name, c.slug limit 200) few) as consumers
        """;

    /** A consumer to choose. */
    @RegisterForReflection
    public record Consumer(String slug, String name) {}
  }

  String conditions() {
    return (code.isPresent() ? " and d.code = :code" : "")
        + (consumer.isPresent() ? " and c.slug = :consumer" : "")
        + (before.isPresent()
            ? " and (d.last_at, d.id) < (cast(:before as timestamptz), :place)"
            : "");
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    code.ifPresent(it -> parameters.put("code", it));
    consumer.ifPresent(it -> parameters.put("consumer", it));
    before.ifPresent(
        it -> {
          parameters.put("before", it.lastAt());
          parameters.put("place", it.id());
        });
    return parameters;
  }
}
