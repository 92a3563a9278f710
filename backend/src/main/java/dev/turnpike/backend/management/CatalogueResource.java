package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PublishedApi;
import dev.turnpike.tenants.catalog.PublishedProduct;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a tenant publishes, drafts included. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class CatalogueResource {
  private final Callers callers;
  private final OwnCatalogue catalogue;

  CatalogueResource(Callers callers, OwnCatalogue catalogue) {
    this.callers = callers;
    this.catalogue = catalogue;
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
