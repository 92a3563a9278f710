package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.tenant.Membership;
import dev.turnpike.tenants.tenant.Role;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The tenants that the caller belongs to. */
@Path("/manage/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class TenantsResource {
  private final Callers callers;
  private final Tenants tenants;

  TenantsResource(Callers callers, Tenants tenants) {
    this.callers = callers;
    this.tenants = tenants;
  }

  /** A tenant and what the caller is there. */
  @Schema(name = "Membership")
  record Mine(String slug, String name, boolean publishes, List<String> roles) {
    static Mine of(Membership membership) {
      return new Mine(
          membership.slug(),
          membership.name(),
          membership.publishes(),
          membership.roles().stream().map(Role::word).sorted().toList());
    }
  }

  @Schema(name = "Tenant")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Details(
      String id,
      String slug,
      String name,
      boolean publishes,
      @Nullable String supportEmail,
      @Nullable String supportUrl,
      boolean suspended) {
    static Details of(Tenant tenant) {
      return new Details(
          tenant.id().toString(),
          tenant.slug(),
          tenant.name(),
          tenant.publishes(),
          tenant.supportEmail(),
          tenant.supportUrl(),
          tenant.suspended());
    }
  }

  @GET
  @Operation(operationId = "listTenants", summary = "The tenants you belong to, with your roles")
  public Listing<Mine> list(
      @RestQuery @DefaultValue(Listing.USUAL) int limit, @RestQuery @Nullable String after) {
    return Listing.of(callers.person().memberships(), Membership::slug, Mine::of, limit, after);
  }

  @GET
  @Path("{tenant}")
  @Operation(operationId = "getTenant", summary = "One tenant of yours")
  public Uni<Details> get(String tenant) {
    return tenants.own(callers.acting(tenant)).map(Details::of);
  }
}
