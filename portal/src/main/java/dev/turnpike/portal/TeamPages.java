package dev.turnpike.portal;

import dev.turnpike.tenants.budget.BudgetAnswer;
import dev.turnpike.tenants.budget.Teams;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.team.Crew;
import dev.turnpike.tenants.team.CrewAnswer;
import dev.turnpike.tenants.team.Crews;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenants;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's teams: their people, named and changed; applications join them with budgets.
 */
@Path("/home/{tenant}/teams")
@Produces(MediaType.TEXT_HTML)
class TeamPages {
  private final Frame frame;
  private final Crews crews;
  private final Teams teams;
  private final Tenants tenants;
  private final TeamsText text;

  TeamPages(Frame frame, Crews crews, Teams teams, Tenants tenants, TeamsText text) {
    this.frame = frame;
    this.crews = crews;
    this.teams = teams;
    this.tenants = tenants;
    this.text = text;
  }

  record View(
      String tenant,
      String tenantName,
      List<Crew> crews,
      List<Member> members,
      boolean mayName,
      boolean maySeat,
      boolean saved,
      String name,
      String slug,
      Faults faults) {
    public String address() {
      return "/home/" + tenant + "/teams";
    }
  }

  @GET
  public Uni<TemplateInstance> page(String tenant, @RestQuery @Nullable String done) {
    return page(acting(tenant), done != null, "", "", Faults.NONE);
  }

  @POST
  public Uni<Response> create(
      String tenant,
      @FormParam("name") @Nullable String name,
      @FormParam("slug") @Nullable String slug) {
    Acting acting = acting(tenant);
    String label = Objects.requireNonNullElse(name, "").strip();
    String word = Objects.requireNonNullElse(slug, "").strip();
    return teams
        .create(acting, word, label)
        .chain(
            answer ->
                switch (answer) {
                  case BudgetAnswer.Done _ -> Uni.createFrom().item(done(acting));
                  case BudgetAnswer.Conflict _ ->
                      again(acting, 409, label, word, Faults.of("slug", text.taken()));
                  case BudgetAnswer.Invalid(String field, String _) ->
                      again(
                          acting,
                          422,
                          label,
                          word,
                          Faults.of(
                              field, field.equals("slug") ? text.slugWrong() : text.nameWrong()));
                  case BudgetAnswer.Unknown _,
                      BudgetAnswer.OwnRequest _,
                      BudgetAnswer.NotTheOwner _ ->
                      throw new NotFoundException();
                });
  }

  @POST
  @Path("{team}")
  public Uni<Response> rename(
      String tenant, String team, @FormParam("name") @Nullable String name) {
    Acting acting = acting(tenant);
    return crews
        .rename(acting, id(team), Objects.requireNonNullElse(name, ""))
        .chain(answer -> answered(acting, answer));
  }

  @POST
  @Path("{team}/members")
  public Uni<Response> add(
      String tenant, String team, @FormParam("person") @Nullable String person) {
    Acting acting = acting(tenant);
    return crews
        .add(acting, id(team), new PersonId(id(Objects.requireNonNullElse(person, ""))))
        .chain(answer -> answered(acting, answer));
  }

  @POST
  @Path("{team}/members/{person}/removal")
  public Uni<Response> remove(String tenant, String team, String person) {
    Acting acting = acting(tenant);
    return crews
        .remove(acting, id(team), new PersonId(id(person)))
        .chain(answer -> answered(acting, answer));
  }

  private Uni<Response> answered(Acting acting, CrewAnswer answer) {
    return switch (answer) {
      case CrewAnswer.Done _ -> Uni.createFrom().item(done(acting));
      case CrewAnswer.Unknown _ -> throw new NotFoundException();
      case CrewAnswer.NameWrong _ ->
          again(acting, 422, "", "", Faults.of("teams", text.nameWrong()));
    };
  }

  private static Response done(Acting acting) {
    return Response.seeOther(URI.create("/home/" + acting.slug() + "/teams?done=1")).build();
  }

  private Uni<Response> again(Acting acting, int status, String name, String slug, Faults faults) {
    return page(acting, false, name, slug, faults)
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(
      Acting acting, boolean saved, String name, String slug, Faults faults) {
    return crews
        .list(acting)
        .chain(
            all ->
                tenants
                    .whoMay(acting, Permission.SEE)
                    .map(
                        members ->
                            PeopleTemplates.teams(
                                frame.own(text.title(), acting),
                                new View(
                                    acting.slug(),
                                    acting.tenantName(),
                                    all,
                                    members,
                                    acting.may(Permission.MANAGE_BUDGETS),
                                    acting.may(Permission.MANAGE_MEMBERS),
                                    saved,
                                    name,
                                    slug,
                                    faults))));
  }

  private Acting acting(String tenant) {
    return frame.visitor().in(tenant).orElseThrow(NotFoundException::new);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
