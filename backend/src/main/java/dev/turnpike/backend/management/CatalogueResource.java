package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PublishedApi;
import dev.turnpike.tenants.catalog.PublishedProduct;
import dev.turnpike.tenants.publishing.ApiFacts;
import dev.turnpike.tenants.publishing.Drafts;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** What a tenant publishes, drafts included. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class CatalogueResource {
  private final Callers callers;
  private final OwnCatalogue catalogue;
  private final Drafts drafts;

  CatalogueResource(Callers callers, OwnCatalogue catalogue, Drafts drafts) {
    this.callers = callers;
    this.catalogue = catalogue;
    this.drafts = drafts;
  }

  /**
   * One callable thing.
   *
   * @param idempotent whether a call may carry an Idempotency-Key
   */
  @Schema(name = "Operation")
  record OperationForm(String id, String method, String path, String summary, boolean idempotent) {}

  @Schema(name = "Api")
  @JsonNaming(SnakeCaseStrategy.class)
  record ApiForm(
      String id,
      String slug,
      String name,
      String description,
      String stage,
      String visibility,
      String origin,
      String dialect,
      String disclosure,
      Instant createdAt,
      List<OperationForm> operations) {
    static ApiForm of(PublishedApi api) {
      return new ApiForm(
          api.id().toString(),
          api.slug(),
          api.name(),
          api.description(),
          api.stage(),
          api.visibility(),
          api.origin(),
          api.dialect(),
          api.disclosure(),
          api.createdAt(),
          api.operations().stream()
              .map(
                  o -> new OperationForm(o.id(), o.method(), o.path(), o.summary(), o.idempotent()))
              .toList());
    }
  }

  @Schema(name = "Product")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProductForm(
      String id,
      String slug,
      String name,
      String description,
      @Nullable String message,
      List<String> apis,
      List<PlanForm> plans) {
    static ProductForm of(PublishedProduct product) {
      return new ProductForm(
          product.id().toString(),
          product.slug(),
          product.name(),
          product.description(),
          product.message(),
          product.apis(),
          product.plans().stream().map(plan -> PlanForm.of(product, plan)).toList());
    }
  }

  /** A plan at its latest revision. */
  @Schema(name = "Plan")
  @JsonNaming(SnakeCaseStrategy.class)
  record PlanForm(
      String id,
      String product,
      String slug,
      String name,
      boolean onSale,
      int revision,
      PlanTerms terms) {
    static PlanForm of(PublishedProduct product, PublishedProduct.Plan plan) {
      return new PlanForm(
          plan.id().toString(),
          product.slug(),
          plan.slug(),
          plan.name(),
          plan.onSale(),
          plan.revision(),
          plan.terms());
    }
  }

  @GET
  @Path("apis")
  @Operation(operationId = "listApis", summary = "The APIs that this tenant publishes")
  public Uni<Listing<ApiForm>> apis(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return catalogue
        .apis(callers.acting(tenant))
        .map(all -> Listing.of(all, PublishedApi::slug, ApiForm::of, limit, after));
  }

  /**
   * A wish for an API.
   *
   * @param visibility {@code public} when it is not given
   */
  @Schema(name = "NewApi")
  record NewApi(
      @Nullable String slug,
      @Nullable String name,
      @Nullable String description,
      @Nullable String visibility) {}

  @POST
  @Path("apis")
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createApi",
      summary = "A new API with an empty draft; nobody can call it before it is released")
  public Uni<ApiForm> create(String tenant, @Nullable NewApi wish) {
    NewApi sent = Sent.body(wish);
    String slug = Sent.text("slug", sent.slug());
    ApiFacts facts =
        new ApiFacts(
            slug,
            Sent.text("name", sent.name()),
            Sent.orEmpty(sent.description()),
            sent.visibility() == null ? "public" : sent.visibility(),
            "problem",
            "full");
    return drafts
        .create(callers.acting(tenant), facts)
        .map(ReleaseAnswers::kept)
        .chain(() -> api(tenant, slug));
  }

  @GET
  @Path("apis/{api}")
  @Operation(operationId = "getApi", summary = "One API by its slug")
  public Uni<ApiForm> api(String tenant, String api) {
    return catalogue
        .apis(callers.acting(tenant))
        .map(
            all ->
                all.stream()
                    .filter(a -> a.slug().equals(api))
                    .findFirst()
                    .map(ApiForm::of)
                    .orElseThrow(Callers::unknown));
  }

  @GET
  @Path("products")
  @Operation(operationId = "listProducts", summary = "Products with their plans")
  public Uni<Listing<ProductForm>> products(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return catalogue
        .products(callers.acting(tenant))
        .map(all -> Listing.of(all, PublishedProduct::slug, ProductForm::of, limit, after));
  }
}
