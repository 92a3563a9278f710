package dev.turnpike.tenants.openapi;

import dev.turnpike.tenants.catalog.OperationTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document says that the platform acts on.
 *
 * @param server the first address that calls can be sent to; absent: it names none
 * @param operations in the document's order, with where each stands
 */
public record Imported(
    Document document, @Nullable String server, List<Placed> operations, Report report) {
  public Imported {
    operations = List.copyOf(operations);
  }

  public List<OperationTerms> terms() {
    return operations.stream().map(Placed::terms).toList();
  }

  /**
   * An operation and its place in the document.
   *
   * @param path as the document writes it
   * @param method in small letters, as in the document
   */
  public record Placed(OperationTerms terms, String path, String method) {}
}
