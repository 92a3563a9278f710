package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.catalog.RouteTerms;
import dev.turnpike.tenants.publishing.Draft;
import dev.turnpike.tenants.publishing.FromDocument.Part;
import dev.turnpike.tenants.publishing.FromDocument.Taken;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be taken out of an API's document into its policies, and what became of it, in words.
 */
@Singleton
class DocumentParts {
  private final PolicyText text;

  DocumentParts(PolicyText text) {
    this.text = text;
  }

  /** None where nothing was read from a document. */
  List<PoliciesView.Part> of(Optional<Draft> draft) {
    if (draft.isEmpty() || draft.get().document() == null) {
      return List.of();
    }
    List<OperationTerms> operations = draft.get().terms().operations();
    int mocks = count(operations, Part.MOCKS);
    int schemas = count(operations, Part.SCHEMAS);
    return List.of(
        new PoliciesView.Part(
            "mocks",
            text.mocks(),
            text.mocksSay(),
            text.have(mocks, operations.size()),
            mocks > 0,
            text.takeMocks()),
        new PoliciesView.Part(
            "schemas",
            text.schemas(),
            text.schemasSay(),
            text.have(schemas, operations.size()),
            schemas > 0,
            text.takeSchemas()));
  }

  static Optional<Part> named(String part) {
    return switch (part) {
      case "mocks" -> Optional.of(Part.MOCKS);
      case "schemas" -> Optional.of(Part.SCHEMAS);
      default -> Optional.empty();
    };
  }

  /** For the address of the page that tells it. */
  static String query(Taken taken, boolean dropped) {
    return switch (taken) {
      case Taken.Done(int count, int without) ->
          dropped ? "?done=dropped" : "?done=taken&taken=" + count + "&without=" + without;
      case Taken.NoDocument() -> "?done=no-document";
      case Taken.TooLong() -> "?done=too-long";
      case Taken.Refused _ -> "?done=refused";
    };
  }

  PoliciesView.@Nullable Notice told(
      @Nullable String done, @Nullable Integer taken, @Nullable Integer without) {
    if (done == null) {
      return null;
    }
    return switch (done.toLowerCase(Locale.ROOT)) {
      case "taken" -> good(text.taken(taken == null ? 0 : taken, without == null ? 0 : without));
      case "dropped" -> good(text.dropped());
      case "no-document" -> new PoliciesView.Notice("bad", text.noDocument());
      case "too-long" -> new PoliciesView.Notice("bad", text.tooLong());
      case "refused" -> new PoliciesView.Notice("bad", text.notChanged());
      default -> null;
    };
  }

  private static PoliciesView.Notice good(String title) {
    return new PoliciesView.Notice("good", title);
  }

  private static int count(List<OperationTerms> operations, Part part) {
    return (int)
        operations.stream()
            .map(OperationTerms::policies)
            .filter(own -> own != null && has(own, part))
            .count();
  }

  private static boolean has(RouteTerms own, Part part) {
    return switch (part) {
      case MOCKS -> own.mock() != null;
      case SCHEMAS -> own.validation() != null;
    };
  }
}
