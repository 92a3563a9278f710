package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.budget.BudgetAnswer;
import dev.turnpike.tenants.budget.BudgetTerms;
import dev.turnpike.tenants.budget.Budgets;
import dev.turnpike.tenants.budget.Spending;
import dev.turnpike.tenants.decision.Code;
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
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The tree of a consumer's own budgets. Each change is in force on every node within a second. */
@Path("/manage/v1/tenants/{tenant}/budgets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Budgets")
public class BudgetsResource {
  private final Callers callers;
  private final Budgets budgets;

  BudgetsResource(Callers callers, Budgets budgets) {
    this.callers = callers;
    this.budgets = budgets;
  }

  /**
   * A budget with what was spent in its present period.
   *
   * @param subject the team's or application's slug, or the key's id
   * @param held what nodes hold for calls that are running or may come
   */
  @Schema(name = "Budget")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Form(
      String id,
      String scope,
      @Nullable String subject,
      String name,
      Amount amount,
      Amount used,
      Amount held,
      String period,
      String anchor,
      String zone,
      boolean hard,
      String owner,
      Instant startsAt,
      Instant resetsAt,
      int version) {
    static Form of(Spending it) {
      return new Form(
          it.budget().id().toString(),
          it.scope(),
          it.subject(),
          it.budget().name(),
          Amount.of(it.budget().amount()),
          Amount.of(it.used()),
          Amount.of(it.held()),
          it.budget().window().name().toLowerCase(Locale.ROOT),
          it.budget().anchor().toString(),
          it.budget().zone().getId(),
          it.budget().hard(),
          it.ownerName(),
          it.startsAt(),
          it.resetsAt(),
          it.version());
    }
  }

  /**
   * What a budget shall be.
   *
   * @param scope tenant, team, application or key; it never changes
   * @param amount a decimal string
   * @param period day, month, quarter or year
   * @param anchor a day on which a period began; absent: the calendar's
   * @param hard absent: true; a soft one warns and never refuses
   * @param owner the e-mail of the member who decides requests for more
   * @param version what the writer has seen; absent: whatever it is now
   */
  @Schema(name = "BudgetTerms")
  record Terms(
      @Nullable String scope,
      @Nullable String subject,
      @Nullable String name,
      @Nullable String amount,
      @Nullable String currency,
      @Nullable String period,
      @Nullable String anchor,
      @Nullable String zone,
      @Nullable Boolean hard,
      @Nullable String owner,
      @Nullable Integer version) {
    BudgetTerms terms() {
      return new BudgetTerms(
          Sent.text("scope", scope),
          subject,
          Sent.text("name", name),
          Sent.text("amount", amount),
          Sent.text("currency", currency),
          Sent.text("period", period),
          anchor,
          zone,
          hard == null || hard,
          owner);
    }
  }

  @GET
  @Operation(operationId = "listBudgets", summary = "The tenant's budgets, the widest first")
  public Uni<Listing<Form>> list(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return budgets
        .list(callers.acting(tenant))
        .map(all -> Listing.of(all, b -> b.budget().id().toString(), Form::of, limit, after));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createBudget", summary = "Sets a budget")
  public Uni<Response> create(String tenant, @Nullable Terms body) {
    Acting acting = callers.acting(tenant);
    return budgets
        .create(acting, Sent.body(body).terms())
        .chain(answer -> shown(acting, done(answer)))
        .map(form -> Response.status(201).entity(form).build());
  }

  @GET
  @Path("{budget}")
  @Operation(operationId = "getBudget", summary = "One budget")
  public Uni<Form> find(String tenant, String budget) {
    return shown(callers.acting(tenant), Sent.id(budget, Function.identity()));
  }

  @PUT
  @Path("{budget}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeBudget", summary = "Changes all but scope and currency")
  public Uni<Form> change(String tenant, String budget, @Nullable Terms body) {
    Acting acting = callers.acting(tenant);
    Terms sent = Sent.body(body);
    return budgets
        .change(acting, Sent.id(budget, Function.identity()), sent.terms(), sent.version())
        .chain(answer -> shown(acting, done(answer)));
  }

  @DELETE
  @Path("{budget}")
  @Operation(operationId = "removeBudget", summary = "The budget counts no longer")
  public Uni<Response> remove(String tenant, String budget) {
    return budgets
        .remove(callers.acting(tenant), Sent.id(budget, Function.identity()))
        .map(BudgetsResource::done)
        .map(gone -> Response.noContent().build());
  }

  private Uni<Form> shown(Acting acting, UUID id) {
    return budgets.find(acting, id).map(found -> Form.of(found.orElseThrow(Callers::unknown)));
  }

  /** The id of what was done; else the refusal. */
  static UUID done(BudgetAnswer answer) {
    return switch (answer) {
      case BudgetAnswer.Done(UUID id) -> id;
      case BudgetAnswer.Unknown _ -> throw Callers.unknown();
      case BudgetAnswer.Conflict(String detail) ->
          throw Problem.of(Code.CONFLICT, detail).refused();
      case BudgetAnswer.OwnRequest _ ->
          throw Problem.of(
                  Code.FORBIDDEN,
                  "Nobody decides their own request. Ask another who manages budgets.")
              .refused();
      case BudgetAnswer.NotTheOwner _ ->
          throw Problem.of(Code.FORBIDDEN, "Only the budget's owner decides this request.")
              .refused();
      case BudgetAnswer.Invalid(String field, String detail) ->
          throw Problem.invalid(field, detail).refused();
    };
  }
}
