package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.member.Invitation;
import dev.turnpike.tenants.member.Invitations;
import dev.turnpike.tenants.member.MemberAnswer;
import dev.turnpike.tenants.member.Members;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Role;
import dev.turnpike.tenants.tenant.Tenants;
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
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who belongs to a tenant, and who is invited. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class MembersResource {
  private final Callers callers;
  private final Tenants tenants;
  private final Members members;
  private final Invitations invitations;

  MembersResource(Callers callers, Tenants tenants, Members members, Invitations invitations) {
    this.callers = callers;
    this.tenants = tenants;
    this.members = members;
    this.invitations = invitations;
  }

  @Schema(name = "Member")
  record Form(String id, String email, String name, List<String> roles) {
    static Form of(Member member) {
      return new Form(
          member.person().toString(), member.email(), member.name(), words(member.roles()));
    }
  }

  @Schema(name = "Roles")
  record Roles(@Nullable List<String> roles) {}

  @Schema(name = "NewInvitation")
  record Wish(@Nullable String email, @Nullable List<String> roles) {}

  @Schema(name = "Invitation")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Invited(
      String id,
      String email,
      List<String> roles,
      @Nullable String inviter,
      Instant createdAt,
      Instant expiresAt) {
    static Invited of(Invitation one) {
      return new Invited(
          one.id().toString(),
          one.email(),
          words(one.roles()),
          one.inviter(),
          one.createdAt(),
          one.expiresAt());
    }
  }

  @GET
  @Path("members")
  @Operation(operationId = "listMembers", summary = "The tenant's people and their roles")
  public Uni<Listing<Form>> list(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return tenants
        .members(callers.acting(tenant))
        .map(all -> Listing.of(all, m -> m.person().toString(), Form::of, limit, after));
  }

  @PUT
  @Path("members/{person}/roles")
  @Operation(operationId = "changeRoles", summary = "Give a member these roles instead")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> change(String tenant, String person, @Nullable Roles wish) {
    return members
        .change(
            callers.acting(tenant), Sent.id(person, PersonId::new), roles(Sent.body(wish).roles()))
        .invoke(MembersResource::check)
        .replaceWithVoid();
  }

  @DELETE
  @Path("members/{person}")
  @Operation(operationId = "removeMember", summary = "Take a seat away; your own is given up")
  public Uni<Void> remove(String tenant, String person) {
    Acting acting = callers.acting(tenant);
    PersonId id = Sent.id(person, PersonId::new);
    Uni<MemberAnswer> answer =
        id.equals(acting.person()) ? members.leave(acting) : members.remove(acting, id);
    return answer.invoke(MembersResource::check).replaceWithVoid();
  }

  @GET
  @Path("invitations")
  @Operation(operationId = "listInvitations", summary = "Who is invited and has not come")
  public Uni<Listing<Invited>> invited(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return invitations
        .open(callers.acting(tenant))
        .map(all -> Listing.of(all, i -> i.id().toString(), Invited::of, limit, after));
  }

  @POST
  @Path("invitations")
  @ResponseStatus(202)
  @Operation(operationId = "invite", summary = "Invite an address; a letter follows")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> invite(String tenant, @Nullable Wish wish) {
    Wish sent = Sent.body(wish);
    return invitations
        .invite(callers.acting(tenant), Sent.text("email", sent.email()), roles(sent.roles()))
        .invoke(MembersResource::check)
        .replaceWithVoid();
  }

  @DELETE
  @Path("invitations/{invitation}")
  @Operation(operationId = "withdrawInvitation", summary = "Take an invitation back")
  public Uni<Void> withdraw(String tenant, String invitation) {
    return invitations
        .withdraw(callers.acting(tenant), Sent.id(invitation, id -> id))
        .invoke(MembersResource::check)
        .replaceWithVoid();
  }

  private static void check(MemberAnswer answer) {
    switch (answer) {
      case MemberAnswer.Done _ -> {}
      case MemberAnswer.Unknown _ -> throw Callers.unknown();
      case MemberAnswer.LastOwner _ ->
          throw Problem.of(
                  Code.CONFLICT,
                  "The tenant would be left without an owner. Make somebody else one first.")
              .refused();
      case MemberAnswer.OwnersOnly _ ->
          throw Problem.of(Code.FORBIDDEN, "Only an owner makes, changes or removes owners.")
              .refused();
      case MemberAnswer.MemberAlready _ ->
          throw Problem.of(Code.CONFLICT, "They are a member already. Change their roles.")
              .refused();
      case MemberAnswer.Invalid(String field) ->
          throw Problem.invalid(
                  field,
                  field.equals("email")
                      ? "This cannot be an address."
                      : "Name at least one role that can be given.")
              .refused();
    }
  }

  private static Set<Role> roles(@Nullable List<String> words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : words == null ? List.<String>of() : words) {
      try {
        roles.add(Role.of(word));
      } catch (IllegalArgumentException e) {
        throw Problem.invalid("roles", word + " is no role.").refused();
      }
    }
    return roles;
  }

  private static List<String> words(Set<Role> roles) {
    return roles.stream().map(Role::word).sorted().toList();
  }
}
