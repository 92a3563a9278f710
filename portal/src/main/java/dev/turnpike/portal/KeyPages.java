package dev.turnpike.portal;

import dev.turnpike.portal.KeysView.KeyView;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A consumer's keys: which there are, whether they are valid, when they were used. */
@Path("/{publisher}/keys")
@Produces(MediaType.TEXT_HTML)
class KeyPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Keys keys;
  private final Clock clock;
  private final PortalText text;

  KeyPages(
      Frame frame, Publishers publishers, Places places, Keys keys, Clock clock, PortalText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.keys = keys;
    this.clock = clock;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(
      String publisher, @RestQuery @Nullable String tenant, @RestQuery @Nullable String revoked) {
    Acting acting = places.acting(publisher, tenant);
    return publishers
        .named(publisher)
        .chain(found -> keys.list(acting).map(list -> page(found, acting, list, revoked != null)));
  }

  private TemplateInstance page(
      Tenant publisher, Acting acting, List<ApiKey> found, boolean revoked) {
    Instant now = clock.instant();
    return Pages.keys(
        frame.of(publisher, text.keysTitle(), Frame.Place.KEYS, acting.slug()),
        new KeysView(
            publisher.slug(),
            publisher.name(),
            acting.slug(),
            acting.tenantName(),
            Places.others(acting),
            found.stream().map(key -> view(key, now)).toList(),
            acting.may(Permission.REVOKE_KEY),
            revoked));
  }

  private KeyView view(ApiKey key, Instant now) {
    boolean live = key.isLive(now);
    String state =
        key.revokedAt() != null ? text.keyRevoked() : live ? text.keyValid() : text.keyExpired();
    return new KeyView(
        key.id(),
        key.start(),
        key.name(),
        key.applicationName(),
        state,
        live ? "good" : "",
        live,
        key.createdAt(),
        key.lastUsedAt());
  }
}
