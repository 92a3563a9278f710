package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.KeyAnswer;
import dev.turnpike.tenants.consumer.KeyChanges;
import dev.turnpike.tenants.consumer.KeyTerms;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.consumer.Scope;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private final KeyChanges changes;

  KeysResource(Callers callers, Keys keys, KeyChanges changes) {
    this.callers = callers;
    this.keys = keys;
    this.changes = changes;
  }

  /**
   * A wish for a key. What is left out allows everything.
   *
   * @param mode {@code test} (default) or {@code live}
   * @param apis as {@code publisher/api}
   * @param ranges IP addresses or CIDR ranges from where it may be used
   */
  @Schema(name = "NewKey")
  @JsonNaming(SnakeCaseStrategy.class)
  record Wish(
      @Nullable String name,
      @Nullable String mode,
      @Nullable List<String> apis,
      @Nullable List<String> methods,
      @Nullable List<String> ranges,
      @Nullable Instant expiresAt) {
    static final Wish EMPTY = new Wish(null, null, null, null, null, null);

    KeyTerms terms() {
      return new KeyTerms(Sent.orEmpty(name), list(apis), list(methods), list(ranges), expiresAt);
    }

    private static List<String> list(@Nullable List<String> sent) {
      return sent == null ? List.of() : sent;
    }
  }

  /**
   * A wish for another secret.
   *
   * @param overlapSeconds how long the present one is good beside it; a day if left out
   */
  @Schema(name = "KeyRotation")
  @JsonNaming(SnakeCaseStrategy.class)
  record Rotation(@Nullable Long overlapSeconds) {}

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
      @Nullable Integer lastStatus,
      Scope scope,
      @Nullable Instant rotatedAt,
      @Nullable Instant oldSecretUntil) {
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
          key.lastStatus(),
          key.scope(),
          key.rotatedAt(),
          key.oldSecretUntil());
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
    Wish sent = wish == null ? Wish.EMPTY : wish;
    return keys.issue(callers.acting(tenant), id, sent.terms(), Sent.mode(sent.mode()))
        .map(KeysResource::issued);
  }

  @PUT
  @Path("{key}")
  @Operation(operationId = "changeKey", summary = "Change a key's name, scope and end")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Form> change(String tenant, String application, String key, @Nullable Wish wish) {
    Wish sent = Sent.body(wish);
    return of(tenant, application, key)
        .chain(found -> changes.change(callers.acting(tenant), found.id(), sent.terms()))
        .map(KeysResource::changed);
  }

  @POST
  @Path("{key}/rotation")
  @ResponseStatus(201)
  @Operation(operationId = "rotateKey", summary = "A new secret; the old one overlaps")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Issued> rotate(
      String tenant, String application, String key, @Nullable Rotation wish) {
    Long seconds = wish == null ? null : wish.overlapSeconds();
    Duration overlap = seconds == null ? Duration.ofDays(1) : Duration.ofSeconds(seconds);
    return of(tenant, application, key)
        .chain(found -> changes.rotate(callers.acting(tenant), found.id(), overlap))
        .map(KeysResource::issued);
  }

  @DELETE
  @Path("{key}/old-secret")
  @Operation(operationId = "endKeyOverlap", summary = "End the overlap of a rotation now")
  public Uni<Form> endOverlap(String tenant, String application, String key) {
    return of(tenant, application, key)
        .chain(found -> changes.endOverlap(callers.acting(tenant), found.id()))
        .map(KeysResource::changed);
  }

  /** The application's key; refuses with 404 what is none. */
  private Uni<ApiKey> of(String tenant, String application, String key) {
    ApplicationId id = Sent.id(application, ApplicationId::new);
    return keys.find(callers.acting(tenant), key)
        .map(found -> found.filter(k -> k.application().equals(id)).orElseThrow(Callers::unknown));
  }

  private static Issued issued(KeyAnswer answer) {
    if (answer instanceof KeyAnswer.Issued(IssuedKey issued)) {
      return Issued.of(issued);
    }
    throw refusal(answer);
  }

  private static Form changed(KeyAnswer answer) {
    if (answer instanceof KeyAnswer.Changed(ApiKey key)) {
      return Form.of(key);
    }
    throw refusal(answer);
  }

  private static RuntimeException refusal(KeyAnswer answer) {
    return switch (answer) {
      case KeyAnswer.Issued _, KeyAnswer.Changed _ ->
          new IllegalArgumentException(answer + " is no refusal");
      case KeyAnswer.Unknown _ -> Callers.unknown();
      case KeyAnswer.Conflict(KeyAnswer.Why why, ApiKey key) ->
          Problem.of(Code.CONFLICT, words(why)).with("key", Form.of(key)).refused();
      case KeyAnswer.Invalid(String field) -> invalid(field).refused();
    };
  }

  private static String words(KeyAnswer.Why why) {
    return switch (why) {
      case OVER -> "The key is revoked or expired. Make a new one.";
      case OVERLAPPING ->
          "Both secrets of the last rotation are still good. End the overlap first.";
    };
  }

  private static Problem invalid(String field) {
    return switch (field) {
      case "apis" -> Problem.invalid("apis", "Name APIs as publisher/api.");
      case "methods" -> Problem.invalid("methods", "Name HTTP methods such as GET.");
      case "ranges" -> Problem.invalid("ranges", "Name IP addresses or CIDR ranges.");
      case "expires" -> Problem.invalid("expires_at", "Choose a time in the future.");
      default ->
          Problem.invalid(
              "overlap_seconds", "0 to " + KeyChanges.LONGEST_OVERLAP.toSeconds() + ".");
    };
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
