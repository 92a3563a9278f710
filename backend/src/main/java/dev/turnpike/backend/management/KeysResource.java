package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The keys of an application: shown once, revoked for good. */
@Path("/manage/v1/tenants/{tenant}/applications/{application}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeysResource {
  private final Callers callers;
  private final Keys keys;

  KeysResource(Callers callers, Keys keys) {
    this.callers = callers;
    this.keys = keys;
  }

  /**
   * A wish for a key.
   *
   * @param mode {@code test} (default) or {@code live}
   */
  @Schema(name = "NewKey")
  record Wish(@Nullable String name, @Nullable String mode) {}

  /**
   * A key, without its secret.
   *
   * @param start the part of the key's text that is no secret
   */
  @Schema(name = "Key")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Form(
      String id,
      String name,
      String mode,
      String start,
      String application,
      boolean exposed,
      Instant createdAt,
      @Nullable String createdBy,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable String revokedBy,
      @Nullable Instant lastUsedAt,
      @Nullable Integer lastStatus) {
    static Form of(ApiKey key) {
      return new Form(
          key.id(),
          key.name(),
          key.mode().name().toLowerCase(Locale.ROOT),
          key.start(),
          key.applicationSlug(),
          key.exposed(),
          key.createdAt(),
          key.createdBy(),
          key.expiresAt(),
          key.revokedAt(),
          key.revokedBy(),
          key.lastUsedAt(),
          key.lastStatus());
    }
  }

  /**
   * A new key.
   *
   * @param secret the whole key; it can never be had again
   */
  @Schema(name = "IssuedKey")
  record Issued(String secret, Form key) {
    static Issued of(IssuedKey issued) {
      return new Issued(issued.text(), Form.of(issued.key()));
    }

    @Override
    public String toString() {
      return "key " + key.id();
    }
  }

  @GET
  @Operation(operationId = "listKeys", summary = "The application's keys, without their secrets")
  public Uni<Listing<Form>> list(
      String tenant,
      String application,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    ApplicationId id = Sent.id(application, ApplicationId::new);
    return keys.list(callers.acting(tenant))
        .map(all -> all.stream().filter(key -> key.application().equals(id)).toList())
        .map(all -> Listing.of(all, ApiKey::id, Form::of, limit, after));
  }

  @POST
  @ResponseStatus(201)
  @Operation(operationId = "issueKey", summary = "A new key; its secret is shown only here")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Issued> issue(String tenant, String application, @Nullable Wish wish) {
    ApplicationId id = Sent.id(application, ApplicationId::new);
    String name = wish == null ? "" : Sent.orEmpty(wish.name());
    return keys.issue(
            callers.acting(tenant), id, name, Sent.mode(wish == null ? null : wish.mode()))
        .map(found -> found.map(Issued::of).orElseThrow(Callers::unknown));
  }

  @DELETE
  @Path("{key}")
  @Operation(operationId = "deleteKey", summary = "Revoke a key at once and for good")
  public Uni<Void> delete(String tenant, String application, String key) {
    return revoke(tenant, application, key).replaceWithVoid();
  }

  @POST
  @Path("{key}/revocation")
  @Operation(operationId = "revokeKey", summary = "Revoke a key; again changes nothing")
  public Uni<Form> revoke(String tenant, String application, String key) {
    ApplicationId id = Sent.id(application, ApplicationId::new);
    Acting acting = callers.acting(tenant);
    return keys.find(acting, key)
        .map(found -> found.filter(k -> k.application().equals(id)))
        .map(found -> found.orElseThrow(Callers::unknown))
        .chain(found -> keys.revoke(acting, found.id()))
        .map(found -> found.map(Form::of).orElseThrow(Callers::unknown));
  }
}
