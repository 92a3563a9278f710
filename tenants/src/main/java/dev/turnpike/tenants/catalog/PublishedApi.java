package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.kernel.ApiId;
import java.time.Instant;
import java.util.List;

/**
 * An API as its publisher's people see it.
 *
 * @param stage {@code draft}, {@code published}, {@code deprecated} or {@code retired}
 * @param visibility {@code public}, {@code listed} or {@code private}
 * @param dialect the error format of its clients
 * @param disclosure how much of the numbers its refusals tell
 */
public record PublishedApi(
    ApiId id,
    String slug,
    String name,
    String description,
    String stage,
    String visibility,
    String origin,
    String dialect,
    String disclosure,
    Instant createdAt,
    List<Operation> operations) {
  public PublishedApi {
    operations = List.copyOf(operations);
  }

  /** One callable thing, as in {@code GET /forecast/{city}}. */
  public record Operation(
      String id, String method, String path, String summary, boolean idempotent) {}
}
