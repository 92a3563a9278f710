package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.signup.Door;
import dev.turnpike.tenants.signup.Doors;
import dev.turnpike.tenants.signup.Guests;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A publisher's door: whom it lets in, and who waits before it. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admissions")
public class AdmissionsResource {
  private final Callers callers;
  private final Doors doors;
  private final Guests guests;

  AdmissionsResource(Callers callers, Doors doors, Guests guests) {
    this.callers = callers;
    this.doors = doors;
    this.guests = guests;
  }

  /**
   * The rule for new consumers.
   *
   * @param policy {@code open}, {@code approval}, {@code domains} or {@code invite}
   */
  @Schema(name = "SignUpPolicy")
  record Policy(@Nullable String policy, @Nullable List<String> domains) {}

  @Schema(name = "Admission")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Form(
      String id,
      String consumer,
      String name,
      String state,
      @Nullable String askedBy,
      Instant askedAt,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      String reason) {
    static Form of(Door.Guest guest) {
      return new Form(
          guest.consumer().toString(),
          guest.slug(),
          guest.name(),
          guest.state(),
          guest.asker(),
          guest.askedAt(),
          guest.decider(),
          guest.decidedAt(),
          guest.reason());
    }
  }

  @Schema(name = "InvitedAddress")
  record Address(@Nullable String email) {}

  @Schema(name = "AdmissionRefusal")
  record Why(@Nullable String reason) {}

  @GET
  @Path("sign-up-policy")
  @Operation(operationId = "getSignUpPolicy", summary = "Whom the publisher lets in")
  public Uni<Policy> policy(String tenant) {
    return doors
        .own(callers.acting(tenant))
        .map(rule -> new Policy(rule.policy().word(), rule.domains()));
  }

  @PUT
  @Path("sign-up-policy")
  @Operation(operationId = "changeSignUpPolicy", summary = "Change whom the publisher lets in")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> change(String tenant, @Nullable Policy wish) {
    Policy sent = Sent.body(wish);
    List<String> domains = sent.domains() == null ? List.of() : sent.domains();
    return doors
        .change(callers.acting(tenant), Sent.orEmpty(sent.policy()), String.join(",", domains))
        .invoke(AdmissionsResource::check)
        .replaceWithVoid();
  }

  @GET
  @Path("admissions")
  @Operation(operationId = "listAdmissions", summary = "Who asked to be let in")
  public Uni<Listing<Form>> list(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return guests
        .list(callers.acting(tenant))
        .map(all -> Listing.of(all, g -> g.consumer().toString(), Form::of, limit, after));
  }

  @POST
  @Path("admissions")
  @ResponseStatus(202)
  @Operation(operationId = "inviteConsumer", summary = "Invite an address; a letter follows")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> invite(String tenant, @Nullable Address address) {
    return guests
        .invite(callers.acting(tenant), Sent.text("email", Sent.body(address).email()))
        .invoke(AdmissionsResource::check)
        .replaceWithVoid();
  }

  @POST
  @Path("admissions/{consumer}/approval")
  @Operation(operationId = "admit", summary = "Let a consumer in")
  public Uni<Void> admit(String tenant, String consumer) {
    return guests
        .admit(callers.acting(tenant), Sent.id(consumer, id -> id))
        .invoke(AdmissionsResource::check)
        .replaceWithVoid();
  }

  @POST
  @Path("admissions/{consumer}/refusal")
  @Operation(operationId = "turnAway", summary = "Turn a consumer away, with a reason")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> refuse(String tenant, String consumer, @Nullable Why why) {
    return guests
        .refuse(
            callers.acting(tenant),
            Sent.id(consumer, id -> id),
            Sent.orEmpty(Sent.body(why).reason()))
        .invoke(AdmissionsResource::check)
        .replaceWithVoid();
  }

  private static void check(Door.Answer answer) {
    switch (answer) {
      case Door.Answer.Done _ -> {}
      case Door.Answer.Unknown _ -> throw Callers.unknown();
      case Door.Answer.Conflict _ ->
          throw Problem.of(Code.CONFLICT, "It was decided so already.").refused();
      case Door.Answer.Invalid(String field) ->
          throw Problem.invalid(field, words(field)).refused();
    }
  }

  private static String words(String field) {
    return switch (field) {
      case "policy" -> "It is open, approval, domains or invite.";
      case "email" -> "This cannot be an address.";
      case "domains" -> "Name mail domains such as acme.example; at least one.";
      default -> "Say why, in up to 1,000 characters.";
    };
  }
}
