package dev.turnpike.portal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consumer's keys; never a secret. */
record KeysView(
    String publisher,
    String publisherName,
    String tenant,
    String tenantName,
    List<HomeView.TenantChoice> others,
    List<KeyView> keys,
    boolean mayRevoke,
    boolean justRevoked) {

  /** {@code start} is the part of the key that is no secret. */
  record KeyView(
      String id,
      String start,
      String name,
      String application,
      String state,
      String tone,
      boolean live,
      Instant made,
      @Nullable Instant lastUsed) {}
}
