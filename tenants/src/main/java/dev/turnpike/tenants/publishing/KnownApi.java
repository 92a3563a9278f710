package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.DeprecationTerms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API as those see it who may know it.
 *
 * @param documentId the live release's document; absent: it has none
 * @param openapi the document's version
 * @param ends that it ends; absent: it does not
 * @param operations how many can be called
 * @param tags what its operations are grouped by, with how many there are of each
 */
@RegisterForReflection
public record KnownApi(
    UUID id,
    String slug,
    String name,
    String description,
    String stage,
    @Nullable UUID documentId,
    @Nullable String openapi,
    @Nullable DeprecationTerms ends,
    int operations,
    int schemas,
    List<Tag> tags) {
  public KnownApi {
    tags = List.copyOf(tags);
  }

  public boolean isRetired() {
    return stage.equals("retired");
  }

  /** {@code name} is empty for operations without one. */
  @RegisterForReflection
  public record Tag(String name, int operations) {}
}
