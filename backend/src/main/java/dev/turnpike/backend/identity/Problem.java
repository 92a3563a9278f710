package dev.turnpike.backend.identity;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.turnpike.tenants.decision.Code;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of the management API or a webhook as problem details (RFC 9457), with the members that
 * the gateway's refusals have too. What names the request is added when it is answered.
 *
 * @param detail what is wrong with this request, and what to do about it
 * @param errors the fields that are wrong; empty when it is none of them
 * @param facts further members, such as the state that a conflict met
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "type",
  "title",
  "status",
  "detail",
  "code",
  "category",
  "retryable",
  "request_id",
  "errors"
})
public record Problem(
    @JsonIgnore Code reason,
    String detail,
    List<Field> errors,
    @JsonIgnore Map<String, Object> facts,
    @JsonIgnore @Nullable Duration retryAfter,
    @Nullable String type,
    @JsonProperty("request_id") @Nullable String requestId) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    facts = Map.copyOf(facts);
  }

  /**
   * A wrong field.
   *
   * @param field its path in the body or the name of the parameter
   * @param detail what is wrong and what would be right
   */
  @RegisterForReflection
  public record Field(String field, String detail) {}

  public static Problem of(Code reason, String detail) {
    return new Problem(reason, detail, List.of(), Map.of(), null, null, null);
  }

  /** One wrong field. */
  public static Problem invalid(String field, String detail) {
    return of(Code.REQUEST_INVALID, "The field " + field + " is wrong. " + detail)
        .with(new Field(field, detail));
  }

  public Problem with(Field... wrong) {
    return new Problem(reason, detail, List.of(wrong), facts, retryAfter, type, requestId);
  }

  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new Problem(reason, detail, errors, more, retryAfter, type, requestId);
  }

  public Problem retryAfter(Duration time) {
    return new Problem(reason, detail, errors, facts, time, type, requestId);
  }

  Problem answering(String request, String page) {
    return new Problem(reason, detail, errors, facts, retryAfter, page, request);
  }

  /** To be thrown: ends the request with this problem. */
  public Refused refused() {
    return new Refused(this);
  }

  @JsonProperty
  public String title() {
    return reason.title();
  }

  @JsonProperty
  public int status() {
    return reason.status();
  }

  @JsonProperty
  public String code() {
    return reason.name();
  }

  @JsonProperty
  public String category() {
    return reason.category().label();
  }

  @JsonProperty
  public boolean retryable() {
    return reason.waitingHelps();
  }

  @JsonAnyGetter
  Map<String, Object> furtherMembers() {
    return facts;
  }
}
