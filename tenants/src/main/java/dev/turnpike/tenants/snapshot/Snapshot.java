package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway knows, immutable: a call borrows one snapshot by reference for its whole
 * life. A change makes a new snapshot that shares all but what the change touches.
 *
 * @param version the last change that is in it
 */
public record Snapshot(
    long version,
    Shards<String, Publisher> publishersBySlug,
    Shards<TenantId, String> slugs,
    Shards<String, Key> keysById,
    Shards<ApplicationId, Application> applicationsById) {

  public static Snapshot empty() {
    return new Snapshot(0, Shards.empty(), Shards.empty(), Shards.empty(), Shards.empty());
  }

  public @Nullable Publisher publisher(String slug) {
    return publishersBySlug.get(slug);
  }

  public @Nullable Key key(String id) {
    return keysById.get(id);
  }

  public @Nullable Application application(ApplicationId id) {
    return applicationsById.get(id);
  }

  public Snapshot at(long newVersion) {
    return new Snapshot(newVersion, publishersBySlug, slugs, keysById, applicationsById);
  }

  /** With this publisher as it is now; empty when it is gone. */
  public Snapshot with(TenantId id, Optional<Publisher> publisher) {
    Shards<String, Publisher> publishers = publishersBySlug;
    String old = slugs.get(id);
    if (old != null) {
      publishers = publishers.without(old);
    }
    if (publisher.isEmpty()) {
      return new Snapshot(version, publishers, slugs.without(id), keysById, applicationsById);
    }
    Publisher now = publisher.get();
    return new Snapshot(
        version,
        publishers.with(now.slug(), now),
        slugs.with(id, now.slug()),
        keysById,
        applicationsById);
  }

  /** With this application and its keys as they are now; empty when it is gone. */
  public Snapshot with(ApplicationId id, Optional<Application> application) {
    Shards<String, Key> keys = keysById;
    Application old = applicationsById.get(id);
    if (old != null) {
      for (Key key : old.keys()) {
        keys = keys.without(key.id());
      }
    }
    if (application.isEmpty()) {
      return new Snapshot(version, publishersBySlug, slugs, keys, applicationsById.without(id));
    }
    Application now = application.get();
    for (Key key : now.keys()) {
      keys = keys.with(key.id(), key);
    }
    return new Snapshot(version, publishersBySlug, slugs, keys, applicationsById.with(id, now));
  }
}
