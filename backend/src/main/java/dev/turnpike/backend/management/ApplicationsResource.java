package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.consumer.Application;
import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.consumer.NewApplication;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.kernel.ApplicationId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The programs of a consumer that call. */
@Path("/manage/v1/tenants/{tenant}/applications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Applications")
public class ApplicationsResource {
  private final Callers callers;
  private final Applications applications;

  ApplicationsResource(Callers callers, Applications applications) {
    this.callers = callers;
    this.applications = applications;
  }

  @Schema(name = "NewApplication")
  record Wish(@Nullable String slug, @Nullable String name) {}

  @Schema(name = "Application")
  @JsonNaming(SnakeCaseStrategy.class)
  record Form(
      String id,
      String slug,
      String name,
      Instant createdAt,
      long liveKeys,
      long liveSubscriptions) {
    static Form of(Application application) {
      return new Form(
          application.id().toString(),
          application.slug(),
          application.name(),
          application.createdAt(),
          application.liveKeys(),
          application.liveSubscriptions());
    }
  }

  @GET
  @Operation(operationId = "listApplications", summary = "The tenant's applications")
  public Uni<Listing<Form>> list(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return applications
        .list(callers.acting(tenant))
        .map(all -> Listing.of(all, a -> a.id().toString(), Form::of, limit, after));
  }

  @POST
  @ResponseStatus(201)
  @Operation(operationId = "createApplication", summary = "A new application")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Form> create(String tenant, @Nullable Wish wish) {
    Wish sent = Sent.body(wish);
    String slug = Sent.text("slug", sent.slug());
    String name = Sent.text("name", sent.name());
    return applications
        .create(callers.acting(tenant), slug, name)
        .map(
            answer ->
                switch (answer) {
                  case NewApplication.Created created -> Form.of(created.application());
                  case NewApplication.Taken _ ->
                      throw Problem.of(
                              Code.CONFLICT,
                              "The tenant has an application " + slug + ". Choose another slug.")
                          .refused();
                  case NewApplication.Invalid(String field, String message) ->
                      throw Problem.invalid(field, message).refused();
                });
  }

  @GET
  @Path("{application}")
  @Operation(operationId = "getApplication", summary = "One application")
  public Uni<Form> get(String tenant, String application) {
    return applications
        .find(callers.acting(tenant), Sent.id(application, ApplicationId::new))
        .map(found -> found.map(Form::of).orElseThrow(Callers::unknown));
  }

  @PATCH
  @Path("{application}")
  @Operation(operationId = "renameApplication", summary = "Give an application another name")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Form> rename(String tenant, String application, @Nullable Wish wish) {
    String name = Sent.text("name", Sent.body(wish).name());
    return applications
        .rename(callers.acting(tenant), Sent.id(application, ApplicationId::new), name)
        .map(
            answer ->
                switch (answer.orElseThrow(Callers::unknown)) {
                  case NewApplication.Created renamed -> Form.of(renamed.application());
                  case NewApplication.Taken _ -> throw Callers.unknown();
                  case NewApplication.Invalid(String field, String message) ->
                      throw Problem.invalid(field, message).refused();
                });
  }
}
