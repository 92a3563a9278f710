package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an API's terms as a person wrote them, in a request, a file or the editor. Tells every
 * fault at once, each with the path of its field.
 */
public final class ApiReader {
  private final List<Fault> faults = new ArrayList<>();

  private ApiReader() {}

  /**
   * The terms of a document.
   *
   * @param beside fields of the same object that are not the terms' and are read elsewhere
   * @throws BadApi with all that is wrong
   */
  public static ApiTerms read(JsonNode api, Set<String> beside) {
    return new ApiReader().terms(api, beside);
  }

  private ApiTerms terms(JsonNode document, Set<String> beside) {
    Fields api = Fields.of(document, faults);
    List<OperationTerms> operations = api.each("operations", ApiReader::operation);
    OriginTerms origins = OriginTerms.read(api.object("origins"));
    RouteTerms policies = RouteTerms.read(api.object("policies"));
    DeprecationTerms deprecation = DeprecationTerms.read(api.object("deprecation"));
    beside.forEach(api::ignore);
    api.noMore();
    List<Fault> misread = List.copyOf(faults);
    try {
      ApiTerms terms = new ApiTerms(operations, origins, policies, deprecation);
      if (misread.isEmpty()) {
        return terms;
      }
    } catch (BadApi bad) {
      bad.faults().stream().filter(fault -> !follows(fault, misread)).forEach(faults::add);
    }
    throw new BadApi(faults);
  }

  /** Whether a fault may only be there because the field was misread. */
  private static boolean follows(Fault fault, List<Fault> misread) {
    return misread.stream()
        .anyMatch(other -> !other.path().isEmpty() && fault.path().startsWith(other.path()));
  }

  private static OperationTerms operation(Fields operation) {
    OperationTerms read =
        new OperationTerms(
            orEmpty(operation.text("id")),
            orEmpty(operation.text("method")),
            orEmpty(operation.text("path")),
            operation.text("summary"),
            operation.flag("idempotent"),
            RouteTerms.read(operation.object("policies")));
    operation.noMore();
    return read;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
