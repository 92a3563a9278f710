package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.identity.Refused;
import dev.turnpike.backend.management.CatalogueResource.PlanForm;
import dev.turnpike.backend.management.CatalogueResource.ProductForm;
import dev.turnpike.tenants.catalog.BadPlan;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PlanReader;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.Published;
import dev.turnpike.tenants.catalog.Revision;
import dev.turnpike.tenants.catalog.Revisions;
import dev.turnpike.tenants.decision.Code;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Plans and their revisions: a revision never changes, subscribers keep theirs until moved. */
@Path("/manage/v1/tenants/{tenant}/products/{product}/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class PlansResource {
  private final Callers callers;
  private final OwnCatalogue catalogue;
  private final Revisions revisions;

  PlansResource(Callers callers, OwnCatalogue catalogue, Revisions revisions) {
    this.callers = callers;
    this.catalogue = catalogue;
    this.revisions = revisions;
  }

  /**
   * A wish for a plan.
   *
   * @param terms as in a tenant's file; see Plan
   */
  @Schema(name = "NewPlan")
  record NewPlan(
      @Nullable String slug,
      @Nullable String name,
      @Schema(implementation = PlanTerms.class) @Nullable JsonNode terms) {}

  /**
   * A wish for a revision.
   *
   * @param terms as in a tenant's file; see Plan
   */
  @Schema(name = "NewRevision")
  record NewRevision(@Schema(implementation = PlanTerms.class) @Nullable JsonNode terms) {}

  @Schema(name = "Warning")
  record Warning(String field, String detail) {
    static Warning of(Fault fault) {
      return new Warning("terms." + fault.path(), fault.reason());
    }
  }

  /**
   * A plan's terms as they were published.
   *
   * @param number counted from 1
   * @param subscribers subscriptions that hold it and are not over
   * @param warnings what was published but will surprise
   */
  @Schema(name = "Revision")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record RevisionForm(
      String id,
      int number,
      Instant publishedAt,
      @JsonInclude(JsonInclude.Include.ALWAYS) long subscribers,
      PlanTerms terms,
      List<Warning> warnings) {
    static RevisionForm of(Revision revision) {
      return of(revision, List.of());
    }

    static RevisionForm of(Revision revision, List<Fault> warnings) {
      return new RevisionForm(
          revision.id().toString(),
          revision.number(),
          revision.publishedAt(),
          revision.subscribers(),
          revision.terms(),
          warnings.stream().map(Warning::of).toList());
    }
  }

  /** Whether a plan can be subscribed to. */
  @Schema(name = "Sale")
  @JsonNaming(SnakeCaseStrategy.class)
  record Sale(@Nullable Boolean onSale) {}

  @GET
  @Operation(operationId = "listPlans", summary = "The plans of one product")
  public Uni<Listing<PlanForm>> plans(
      String tenant,
      String product,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return catalogue
        .products(callers.acting(tenant))
        .map(
            all ->
                all.stream()
                    .filter(p -> p.slug().equals(product))
                    .findFirst()
                    .map(ProductForm::of)
                    .orElseThrow(Callers::unknown))
        .map(found -> Listing.of(found.plans(), PlanForm::slug, plan -> plan, limit, after));
  }

  @POST
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createPlan", summary = "A new plan, on sale at once")
  public Uni<RevisionForm> create(String tenant, String product, @Nullable NewPlan wish) {
    NewPlan sent = Sent.body(wish);
    String slug = Sent.text("slug", sent.slug());
    String name = Sent.text("name", sent.name());
    return revisions
        .create(callers.acting(tenant), product, slug, name, terms(sent.terms()))
        .map(PlansResource::answer);
  }

  @GET
  @Path("{plan}/revisions")
  @Operation(
      operationId = "listRevisions",
      summary = "Every revision, the newest first, with how many hold it")
  public Uni<List<RevisionForm>> list(String tenant, String product, String plan) {
    return revisions
        .list(callers.acting(tenant), product, plan)
        .map(
            all -> {
              if (all.isEmpty()) {
                throw Callers.unknown();
              }
              return all.stream().map(RevisionForm::of).toList();
            });
  }

  @POST
  @Path("{plan}/revisions")
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "publishRevision",
      summary = "New terms for new subscribers; the same terms again make no new revision")
  public Uni<RevisionForm> publish(
      String tenant, String product, String plan, @Nullable NewRevision wish) {
    return revisions
        .publish(callers.acting(tenant), product, plan, terms(Sent.body(wish).terms()))
        .map(PlansResource::answer);
  }

  @PUT
  @Path("{plan}/sale")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sellPlan",
      summary = "Put a plan on sale or take it off; its subscribers are not touched")
  public Uni<Sale> sell(String tenant, String product, String plan, @Nullable Sale wish) {
    Boolean onSale = Sent.body(wish).onSale();
    if (onSale == null) {
      throw Problem.invalid("on_sale", "It is true or false.").refused();
    }
    return revisions
        .sell(callers.acting(tenant), product, plan, onSale)
        .map(
            found -> {
              if (!found) {
                throw Callers.unknown();
              }
              return new Sale(onSale);
            });
  }

  private static PlanTerms terms(@Nullable JsonNode sent) {
    if (sent == null) {
      throw Problem.invalid("terms", "It is missing: say what the plan costs.").refused();
    }
    try {
      return PlanReader.read(sent, Set.of());
    } catch (BadPlan bad) {
      throw refused(bad);
    }
  }

  private static Refused refused(BadPlan bad) {
    return Problem.invalid(
            bad.faults().stream()
                .map(fault -> new Problem.Wrong(member(fault), fault.reason()))
                .toList())
        .refused();
  }

  /** {@code prices[0].per} as {@code terms.prices.0.per}. */
  private static String member(Fault fault) {
    String path = fault.path().replace("[", ".").replace("]", "");
    return path.isEmpty() ? "terms" : "terms." + path;
  }

  private static RevisionForm answer(Published published) {
    return switch (published) {
      case Published.Done(Revision revision, List<Fault> warnings) ->
          RevisionForm.of(revision, warnings);
      case Published.Same(Revision revision) -> RevisionForm.of(revision);
      case Published.Unknown _ -> throw Callers.unknown();
      case Published.Taken(String slug) ->
          throw Problem.of(
                  Code.CONFLICT,
                  "The product has a plan "
                      + slug
                      + ". Publish a revision of it, or take another slug.")
              .refused();
      case Published.Invalid(String field, String detail) ->
          throw Problem.invalid(field, detail).refused();
    };
  }
}
