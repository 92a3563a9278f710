package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.approval.Delegations;
import dev.turnpike.tenants.approval.Delegations.Arranged;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Who decides for whom while they are away. */
@Path("/manage/v1/tenants/{tenant}/delegations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class DelegationsResource {
  private final Callers callers;
  private final Delegations delegations;
  private final Clock clock;

  DelegationsResource(Callers callers, Delegations delegations, Clock clock) {
    this.callers = callers;
    this.delegations = delegations;
    this.clock = clock;
  }

  /**
   * One arrangement.
   *
   * @param from who is away; {@code to} decides meanwhile
   */
  @Schema(name = "Delegation")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Form(String id, String from, String to, Instant startsAt, Instant endsAt, boolean mine) {
    static Form of(Delegations.Delegation one) {
      return new Form(
          one.id().toString(),
          one.fromName(),
          one.toName(),
          one.fromAt(),
          one.untilAt(),
          one.mine());
    }
  }

  /**
   * An absence of one's own.
   *
   * @param to a member's id
   * @param startsAt absent: now
   */
  @Schema(name = "NewDelegation")
  @JsonNaming(SnakeCaseStrategy.class)
  record Wish(@Nullable String to, @Nullable Instant startsAt, @Nullable Instant endsAt) {}

  @GET
  @Operation(operationId = "listDelegations", summary = "Absences that hold or will")
  public Uni<Listing<Form>> list(String tenant) {
    return listing(callers.acting(tenant));
  }

  private Uni<Listing<Form>> listing(Acting acting) {
    return delegations
        .list(acting)
        .map(all -> new Listing<>(all.stream().map(Form::of).toList(), null));
  }

  @POST
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "arrangeDelegation", summary = "Let a member decide while one is away")
  public Uni<Form> arrange(String tenant, @Nullable Wish wish) {
    Acting acting = callers.acting(tenant);
    Wish sent = Sent.body(wish);
    PersonId to = Sent.id("to", sent.to(), PersonId::new);
    Instant until = sent.endsAt();
    if (until == null) {
      throw Problem.invalid("ends_at", "Say when you are back.").refused();
    }
    Instant from = Objects.requireNonNullElseGet(sent.startsAt(), clock::instant);
    return delegations
        .arrange(acting, to, from, until)
        .map(DelegationsResource::done)
        .chain(id -> listing(acting).map(all -> named(all.items(), id)));
  }

  private static Form named(List<Form> all, UUID id) {
    return all.stream()
        .filter(form -> form.id().equals(id.toString()))
        .findFirst()
        .orElseThrow(Callers::unknown);
  }

  @DELETE
  @Path("{delegation}")
  @Operation(operationId = "endDelegation", summary = "Be back")
  public Uni<Listing<Form>> end(String tenant, String delegation) {
    Acting acting = callers.acting(tenant);
    return delegations
        .end(acting, Sent.id(delegation, id -> id))
        .map(DelegationsResource::done)
        .chain(() -> listing(acting));
  }

  private static UUID done(Arranged arranged) {
    return switch (arranged) {
      case Arranged.Done(UUID id) -> id;
      case Arranged.Unknown _ -> throw Callers.unknown();
      case Arranged.Invalid(String field, String detail) ->
          throw Problem.invalid(field.equals("until") ? "ends_at" : field, detail).refused();
    };
  }
}
