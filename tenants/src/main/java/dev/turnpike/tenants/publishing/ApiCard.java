package dev.turnpike.tenants.publishing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API at a glance, for its publisher's people.
 *
 * @param stage {@code draft}, {@code published}, {@code deprecated} or {@code retired}
 * @param release the live release's number; absent: none is
 * @param liveBy who made it live; absent: a file, or the platform
 * @param drafted whether something waits to be published
 * @param operations how many the live release has
 */
@RegisterForReflection
public record ApiCard(
    String slug,
    String name,
    String description,
    String stage,
    String visibility,
    String dialect,
    String disclosure,
    @Nullable Integer release,
    @Nullable Instant liveSince,
    @Nullable String liveBy,
    boolean drafted,
    int operations) {
  public ApiFacts facts() {
    return new ApiFacts(slug, name, description, visibility, dialect, disclosure);
  }
}
