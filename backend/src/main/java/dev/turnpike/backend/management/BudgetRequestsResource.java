package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.budget.BudgetRequest;
import dev.turnpike.tenants.budget.BudgetRequests;
import dev.turnpike.tenants.budget.Team;
import dev.turnpike.tenants.budget.Teams;
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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Asking for a higher budget, deciding it, and the teams that budgets are for. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Budgets")
public class BudgetRequestsResource {
  private final Callers callers;
  private final BudgetRequests requests;
  private final Teams teams;

  BudgetRequestsResource(Callers callers, BudgetRequests requests, Teams teams) {
    this.callers = callers;
    this.requests = requests;
    this.teams = teams;
  }

  /**
   * Somebody asks for a higher budget.
   *
   * @param amount what the budget shall be
   * @param verdict approved or refused; absent while nobody has decided
   */
  @Schema(name = "BudgetRequest")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Form(
      String id,
      String budget,
      Amount present,
      Amount amount,
      String application,
      String reason,
      String askedBy,
      Instant askedAt,
      String owner,
      @Nullable String verdict,
      @Nullable String answer,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt) {
    static Form of(BudgetRequest it) {
      return new Form(
          it.id().toString(),
          it.budget().toString(),
          Amount.of(it.present()),
          Amount.of(it.amount()),
          it.application(),
          it.reason(),
          it.askerName(),
          it.askedAt(),
          it.ownerName(),
          it.verdict(),
          it.answer().isEmpty() ? null : it.answer(),
          it.deciderName(),
          it.decidedAt());
    }
  }

  /**
   * A wish.
   *
   * @param application the id of the application whose calls are refused
   * @param amount what the budget shall be, as a decimal string
   */
  @Schema(name = "BudgetWish")
  record Wish(
      @Nullable String budget,
      @Nullable String application,
      @Nullable String amount,
      @Nullable String reason) {}

  @Schema(name = "BudgetDecision")
  record Words(@Nullable String reason) {}

  @Schema(name = "NewTeam")
  record NewTeam(@Nullable String slug, @Nullable String name) {}

  @GET
  @Path("budget-requests")
  @Operation(
      operationId = "listBudgetRequests",
      summary = "Requests for higher budgets, undecided ones first")
  public Uni<Listing<Form>> list(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return requests
        .list(callers.acting(tenant))
        .map(all -> Listing.of(all, r -> r.id().toString(), Form::of, limit, after));
  }

  @POST
  @Path("budget-requests")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "askForBudget", summary = "Asks that a budget be raised")
  public Uni<Response> ask(String tenant, @Nullable Wish body) {
    Wish wish = Sent.body(body);
    return requests
        .ask(
            callers.acting(tenant),
            Sent.id("budget", wish.budget(), Function.identity()),
            Sent.id("application", wish.application(), ApplicationId::new),
            Sent.text("amount", wish.amount()),
            Sent.text("reason", wish.reason()))
        .map(BudgetsResource::done)
        .map(id -> Response.status(201).entity(new Made(id)).build());
  }

  @Schema(name = "Made")
  record Made(UUID id) {}

  @POST
  @Path("budget-requests/{request}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "approveBudgetRequest",
      summary = "Raises the budget; calls pass within a second")
  public Uni<Response> approve(String tenant, String request, @Nullable Words body) {
    Acting acting = callers.acting(tenant);
    return requests
        .approve(
            acting,
            Sent.id(request, Function.identity()),
            body == null ? "" : Sent.orEmpty(body.reason()))
        .map(BudgetsResource::done)
        .map(id -> Response.noContent().build());
  }

  @POST
  @Path("budget-requests/{request}/refusal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "refuseBudgetRequest", summary = "Leaves the budget, and says why")
  public Uni<Response> refuse(String tenant, String request, @Nullable Words body) {
    Acting acting = callers.acting(tenant);
    return requests
        .refuse(
            acting,
            Sent.id(request, Function.identity()),
            Sent.text("reason", Sent.body(body).reason()))
        .map(BudgetsResource::done)
        .map(id -> Response.noContent().build());
  }

  @GET
  @Path("teams")
  @Operation(operationId = "listTeams", summary = "The tenant's teams")
  public Uni<Listing<Team>> teams(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return teams
        .list(callers.acting(tenant))
        .map(all -> Listing.of(all, Team::slug, Function.identity(), limit, after));
  }

  @POST
  @Path("teams")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createTeam", summary = "Makes a team")
  public Uni<Response> createTeam(String tenant, @Nullable NewTeam body) {
    NewTeam team = Sent.body(body);
    return teams
        .create(
            callers.acting(tenant), Sent.text("slug", team.slug()), Sent.text("name", team.name()))
        .map(BudgetsResource::done)
        .map(id -> Response.status(201).entity(new Made(id)).build());
  }

  @PUT
  @Path("teams/{team}/applications/{application}")
  @Operation(operationId = "placeApplication", summary = "Moves an application into a team")
  public Uni<Response> place(String tenant, String team, String application) {
    return move(tenant, team, application);
  }

  @DELETE
  @Path("teams/{team}/applications/{application}")
  @Operation(operationId = "removeFromTeam", summary = "Takes an application out of its team")
  public Uni<Response> takeOut(String tenant, String team, String application) {
    return move(tenant, "", application);
  }

  private Uni<Response> move(String tenant, String team, String application) {
    return teams
        .place(callers.acting(tenant), Sent.id(application, ApplicationId::new), team)
        .map(BudgetsResource::done)
        .map(id -> Response.noContent().build());
  }
}
