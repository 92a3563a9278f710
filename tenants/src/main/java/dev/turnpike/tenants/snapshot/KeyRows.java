package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.AddressRange;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys from the documents of their applications. */
final class KeyRows {
  private KeyRows() {}

  static Key key(JsonObject key, ApplicationId application) {
    return new Key(
        key.getString("id"),
        HexFormat.of().parseHex(key.getString("hash")),
        application,
        SnapshotRows.constant(Mode.class, key.getString("mode")),
        key.getBoolean("exposed"),
        SnapshotRows.instant(key.getString("revoked_at")),
        SnapshotRows.instant(key.getString("expires_at")),
        SnapshotRows.objects(key.getJsonArray("budgets"), SnapshotRows::budget),
        scope(key.getJsonObject("scope")),
        rotated(key.getString("old_hash"), SnapshotRows.instant(key.getString("old_until"))));
  }

  private static KeyScope scope(JsonObject scope) {
    return scope.isEmpty()
        ? KeyScope.EVERYTHING
        : new KeyScope(
            Set.copyOf(SnapshotRows.strings(list(scope, "apis"), ApiId::of)),
            Set.copyOf(SnapshotRows.strings(list(scope, "methods"), Function.identity())),
            SnapshotRows.strings(
                list(scope, "ranges"), text -> AddressRange.of(text).orElseThrow()));
  }

  private static JsonArray list(JsonObject scope, String name) {
    return Objects.requireNonNullElseGet(scope.getJsonArray(name), JsonArray::new);
  }

  private static Key.@Nullable Rotated rotated(@Nullable String hash, @Nullable Instant until) {
    return hash == null || until == null
        ? null
        : new Key.Rotated(HexFormat.of().parseHex(hash), until);
  }
}
