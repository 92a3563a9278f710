package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation or schema as a page shows it: flat rows, cut to what one page can hold.
 *
 * @param description Markdown of the publisher; may be empty
 * @param parameters of path, query, header and cookie
 * @param request the bodies that can be sent, one a media type
 * @param responses by status
 * @param cut whether rows were left out; the document has them
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Sheet(
    String description,
    List<Field> parameters,
    List<Body> request,
    List<Answer> responses,
    boolean cut) {
  public Sheet {
    description = description == null ? "" : description;
    parameters = orEmpty(parameters);
    request = orEmpty(request);
    responses = orEmpty(responses);
  }

  /**
   * A parameter, a header or a member of a schema.
   *
   * @param depth how deep within its table, from 0
   * @param in {@code path}, {@code query}, {@code header}, {@code cookie}; empty for members
   * @param type in words of JSON Schema: {@code array of Pet}
   * @param schema the named schema to read on at; absent: everything is here
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Field(
      int depth,
      String name,
      @Nullable String in,
      String type,
      @Nullable String schema,
      boolean required,
      boolean deprecated,
      @Nullable String description,
      List<Fact> facts) {
    public Field {
      facts = orEmpty(facts);
    }
  }

  /** What a value must be like. */
  @RegisterForReflection
  public record Fact(Sort sort, String value) {
    /** The sort of it, each in the reader's words. */
    public enum Sort {
      ONE_OF,
      CONSTANT,
      USUAL,
      LEAST,
      MOST,
      MORE_THAN,
      LESS_THAN,
      SHORTEST,
      LONGEST,
      FEWEST,
      MOST_ITEMS,
      PATTERN,
      EXAMPLE
    }
  }

  /**
   * A body in one media type.
   *
   * @param type as in {@code application/json}
   * @param example as it goes over the wire; absent: none could be made
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Body(String type, boolean required, List<Field> fields, @Nullable String example) {
    public Body {
      fields = orEmpty(fields);
    }
  }

  /** {@code status} is a number, a class such as {@code 4XX}, or {@code default}. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Answer(
      String status, @Nullable String description, List<Field> headers, List<Body> bodies) {
    public Answer {
      headers = orEmpty(headers);
      bodies = orEmpty(bodies);
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
