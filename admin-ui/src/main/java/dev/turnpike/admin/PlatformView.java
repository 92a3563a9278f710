package dev.turnpike.admin;

import dev.turnpike.tenants.platform.Platform;
import dev.turnpike.tenants.platform.Resident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All tenants of the platform, a page of them, with the platform in numbers. */
record PlatformView(
    Platform.Totals totals,
    List<Platform.Node> nodes,
    Instant now,
    String text,
    List<Choice> kinds,
    boolean filtered,
    boolean firstPage,
    String start,
    List<Resident> tenants,
    @Nullable String older) {

  /** One tenant. */
  record One(Resident tenant, boolean own, boolean justDone) {}

  /**
   * Asks before a tenant is closed.
   *
   * @param wrong whether the reason was missing
   */
  record Ask(Resident tenant, boolean wrong) {}
}
