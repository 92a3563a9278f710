package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a release of an API says, as it stands in the database, in drafts and in the management API.
 * Each section is a record of its own. Immutable once released; {@link ApiCheck} holds for each.
 *
 * @param operations what may be called; empty: everything under the API's path
 * @param origins where calls go; a draft may lack it, a release may not
 * @param policies what happens to calls on their way; absent: nothing
 * @param deprecation that the API ends, and when; absent: it does not
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiTerms(
    List<OperationTerms> operations,
    @Nullable OriginTerms origins,
    @Nullable RouteTerms policies,
    @Nullable DeprecationTerms deprecation) {

  /** The most operations of one API. */
  public static final int MOST_OPERATIONS = 2_000;

  /**
   * @throws BadApi with all that is wrong
   */
  public ApiTerms(
      @Nullable List<OperationTerms> operations,
      @Nullable OriginTerms origins,
      @Nullable RouteTerms policies,
      @Nullable DeprecationTerms deprecation) {
    this.operations = operations == null ? List.of() : List.copyOf(operations);
    this.origins = origins;
    this.policies = policies;
    this.deprecation = deprecation;
    List<Fault> faults = ApiCheck.of(this);
    if (!faults.isEmpty()) {
      throw new BadApi(faults);
    }
  }

  /** Whose calls are just passed on. */
  public ApiTerms(
      @Nullable List<OperationTerms> operations,
      @Nullable OriginTerms origins,
      @Nullable DeprecationTerms deprecation) {
    this(operations, origins, null, deprecation);
  }

  /** An API that passes everything to one origin. */
  public static ApiTerms of(OriginTerms origins) {
    return new ApiTerms(List.of(), origins, null);
  }

  public ApiTerms withOperations(List<OperationTerms> others) {
    return new ApiTerms(others, origins, policies, deprecation);
  }

  /** Operations that come from elsewhere, each with the policies that one of its id has here. */
  public List<OperationTerms> withPolicies(List<OperationTerms> others) {
    Map<String, RouteTerms> known = new HashMap<>();
    for (OperationTerms operation : operations) {
      if (operation.policies() != null) {
        known.put(operation.id(), operation.policies());
      }
    }
    return known.isEmpty()
        ? others
        : others.stream().map(other -> other.withPolicies(known.get(other.id()))).toList();
  }

  /** Each operation of these ids with these sections of policies in place of its own ones. */
  public ApiTerms withSections(Map<String, RouteTerms> sections) {
    return withOperations(
        operations.stream()
            .map(operation -> operation.withOwn(operation.own().with(sections.get(operation.id()))))
            .toList());
  }

  /** With every operation's own policies changed so. */
  public ApiTerms withEach(UnaryOperator<RouteTerms> change) {
    return withOperations(
        operations.stream()
            .map(operation -> operation.withOwn(change.apply(operation.own())))
            .toList());
  }

  public ApiTerms withOrigins(OriginTerms others) {
    return new ApiTerms(operations, others, policies, deprecation);
  }

  public ApiTerms withDeprecation(@Nullable DeprecationTerms other) {
    return new ApiTerms(operations, origins, policies, other);
  }

  /** What keeps a draft from being released; none when it can be. */
  public List<Fault> hindrances() {
    return origins == null
        ? List.of(
            new Fault(
                "origins.origin", "is missing: write the http or https address that calls go to"))
        : List.of();
  }
}
