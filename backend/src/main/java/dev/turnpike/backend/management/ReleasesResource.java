package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.publishing.Release;
import dev.turnpike.tenants.publishing.Releases;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** An API's releases: a release never changes, one is live, and going back is one call. */
@Path("/manage/v1/tenants/{tenant}/apis/{api}/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class ReleasesResource {
  private final Callers callers;
  private final Releases releases;

  ReleasesResource(Callers callers, Releases releases) {
    this.callers = callers;
    this.releases = releases;
  }

  /**
   * An API as it was published once.
   *
   * @param publishedBy absent: a tenant's file
   * @param document whether an OpenAPI document came with it
   */
  @Schema(name = "Release")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReleaseForm(
      int number,
      boolean live,
      String note,
      @Nullable String publishedBy,
      Instant publishedAt,
      boolean document,
      ApiTerms terms) {
    static ReleaseForm of(Release release) {
      return new ReleaseForm(
          release.number(),
          release.live(),
          release.note(),
          release.publishedBy(),
          release.publishedAt(),
          release.document() != null,
          release.terms());
    }
  }

  /** A word on what is new. */
  @Schema(name = "ReleaseNote")
  record Note(@Nullable String note) {}

  /** Which release calls are to be served by. */
  @Schema(name = "LiveRelease")
  record Live(@Nullable Integer number) {}

  @GET
  @Operation(operationId = "listReleases", summary = "Every release, the newest first")
  public Uni<List<ReleaseForm>> list(String tenant, String api) {
    return releases
        .list(callers.acting(tenant), api)
        .map(
            all -> {
              if (all.isEmpty()) {
                throw Callers.unknown();
              }
              return all.stream().map(ReleaseForm::of).toList();
            });
  }

  @GET
  @Path("{number}")
  @Operation(operationId = "getRelease", summary = "One release by its number")
  public Uni<ReleaseForm> one(String tenant, String api, int number) {
    return releases
        .one(callers.acting(tenant), api, number)
        .map(found -> found.map(ReleaseForm::of).orElseThrow(Callers::unknown));
  }

  @POST
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "publishRelease",
      summary = "Make the draft the next release; in force on every node within a second")
  public Uni<ReleaseForm> publish(String tenant, String api, @Nullable Note note) {
    return releases
        .publish(callers.acting(tenant), api, Sent.orEmpty(Sent.body(note).note()))
        .map(ReleaseAnswers::released)
        .map(ReleaseForm::of);
  }

  @PUT
  @Path("live")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "rollBack",
      summary = "Serve calls by an older release again; in force within a second")
  public Uni<ReleaseForm> rollBack(String tenant, String api, @Nullable Live live) {
    Integer number = Sent.body(live).number();
    if (number == null) {
      throw Problem.invalid("number", "It is missing: say which release.").refused();
    }
    return releases
        .rollBack(callers.acting(tenant), api, number)
        .map(ReleaseAnswers::released)
        .map(ReleaseForm::of);
  }
}
