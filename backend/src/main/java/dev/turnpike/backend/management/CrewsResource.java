package dev.turnpike.backend.management;

import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.team.CrewAnswer;
import dev.turnpike.tenants.team.Crews;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who works in which team. */
@Path("/manage/v1/tenants/{tenant}/teams/{team}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class CrewsResource {
  private final Callers callers;
  private final Crews crews;

  CrewsResource(Callers callers, Crews crews) {
    this.callers = callers;
    this.crews = crews;
  }

  @Schema(name = "TeamMember")
  record Form(String id, String name) {}

  @GET
  @Operation(operationId = "listTeamMembers", summary = "The people of a team")
  public Uni<Listing<Form>> list(String tenant, String team) {
    UUID id = Sent.id(team, it -> it);
    return crews
        .list(callers.acting(tenant))
        .map(
            all ->
                all.stream()
                    .filter(crew -> crew.id().equals(id))
                    .findFirst()
                    .map(
                        crew ->
                            crew.members().stream()
                                .map(mate -> new Form(mate.person().toString(), mate.name()))
                                .toList())
                    .orElseThrow(Callers::unknown))
        .map(forms -> new Listing<>(forms, null));
  }

  @PUT
  @Path("{person}")
  @Operation(operationId = "addTeamMember", summary = "Seat a member in a team")
  public Uni<Void> add(String tenant, String team, String person) {
    return crews
        .add(callers.acting(tenant), Sent.id(team, it -> it), Sent.id(person, PersonId::new))
        .invoke(CrewsResource::check)
        .replaceWithVoid();
  }

  @DELETE
  @Path("{person}")
  @Operation(operationId = "removeTeamMember", summary = "Take a member out of a team")
  public Uni<Void> remove(String tenant, String team, String person) {
    return crews
        .remove(callers.acting(tenant), Sent.id(team, it -> it), Sent.id(person, PersonId::new))
        .invoke(CrewsResource::check)
        .replaceWithVoid();
  }

  private static void check(CrewAnswer answer) {
    switch (answer) {
      case CrewAnswer.Done _ -> {}
      case CrewAnswer.Unknown _ -> throw Callers.unknown();
      case CrewAnswer.NameWrong _ ->
          throw Problem.invalid("name", "1 to 200 characters.").refused();
    }
  }
}
