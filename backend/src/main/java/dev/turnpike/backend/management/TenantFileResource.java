package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.identity.Refused;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.definition.Author;
import dev.turnpike.tenants.definition.Change;
import dev.turnpike.tenants.definition.Changes;
import dev.turnpike.tenants.definition.Definitions;
import dev.turnpike.tenants.definition.KeptFile;
import dev.turnpike.tenants.definition.KeptFiles;
import dev.turnpike.tenants.definition.TenantText;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A tenant as one file: written, compared, applied whole or not at all. */
@Path("/manage/v1/tenants/{tenant}/file")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class TenantFileResource {
  static final String YAML = "application/yaml";
  private static final int LONGEST_NAME = 200;

  private final Callers callers;
  private final Definitions definitions;
  private final KeptFiles files;

  TenantFileResource(Callers callers, Definitions definitions, KeptFiles files) {
    this.callers = callers;
    this.definitions = definitions;
    this.files = files;
  }

  /**
   * One difference.
   *
   * @param kind create, change or retire
   * @param path the field, or the object that is made or retired
   * @param before what it says now, in JSON; absent: nothing
   * @param after what the file says, in JSON; absent: nothing
   */
  @Schema(name = "FileChange")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChangeForm(String kind, String path, @Nullable String before, @Nullable String after) {
    static ChangeForm of(Change change) {
      return new ChangeForm(
          change.kind().name().toLowerCase(Locale.ROOT),
          change.path(),
          change.kind() == Change.Kind.CHANGE ? change.before() : null,
          change.kind() == Change.Kind.CHANGE ? change.after() : null);
    }
  }

  /**
   * What a file changes.
   *
   * @param digest to be sent as {@code confirmed}, so that exactly this is applied
   * @param create how many objects are made
   * @param remarks what stays although the file does not name it, and other things to know
   */
  @Schema(name = "FilePlan")
  record PlanForm(
      String digest,
      int create,
      int change,
      int retire,
      List<ChangeForm> changes,
      List<String> remarks) {
    static PlanForm of(Changes changes) {
      return new PlanForm(
          changes.digest(),
          changes.count(Change.Kind.CREATE),
          changes.count(Change.Kind.CHANGE),
          changes.count(Change.Kind.RETIRE),
          changes.all().stream().map(ChangeForm::of).toList(),
          changes.remarks());
    }
  }

  /**
   * The file that keeps a tenant.
   *
   * @param source api or directory
   * @param drift what the tenant is otherwise than this file says
   */
  @Schema(name = "KeptFile")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeptForm(
      String name,
      String source,
      Instant appliedAt,
      @Nullable String appliedBy,
      List<ChangeForm> drift) {
    static KeptForm of(KeptFile file) {
      return new KeptForm(
          file.name(),
          file.source(),
          file.appliedAt(),
          file.appliedBy(),
          file.drift().stream().map(ChangeForm::of).toList());
    }
  }

  @GET
  @Produces(YAML)
  @Operation(
      operationId = "exportTenant",
      summary = "All of the tenant as YAML; applying it changes nothing")
  public Uni<String> export(String tenant) {
    return definitions.export(callers.acting(tenant));
  }

  @GET
  @Path("state")
  @Operation(
      operationId = "getTenantFile",
      summary = "The file that keeps the tenant, and what is otherwise; 404 when people do")
  public Uni<KeptForm> state(String tenant) {
    return files
        .of(callers.acting(tenant))
        .map(found -> KeptForm.of(found.orElseThrow(Callers::unknown)));
  }

  @POST
  @Path("plan")
  @Consumes({YAML, MediaType.TEXT_PLAIN})
  @Operation(
      operationId = "planTenant",
      summary = "What applying the file would change; nothing is changed")
  public Uni<PlanForm> plan(String tenant, @Nullable String yaml) {
    Author author = new Author.Member(callers.acting(tenant));
    return definitions.plan(author, Sent.orEmpty(yaml)).map(TenantFileResource::answer);
  }

  @PUT
  @Consumes({YAML, MediaType.TEXT_PLAIN})
  @Operation(
      operationId = "applyTenant",
      summary =
          "Make the tenant what the file says, whole or not at all; name is the file's, confirmed"
              + " the digest of the plan that somebody agreed to")
  public Uni<PlanForm> apply(
      String tenant,
      @RestQuery @Nullable String name,
      @RestQuery @Nullable String confirmed,
      @Nullable String yaml) {
    Acting acting = callers.acting(tenant);
    String called = name == null || name.isBlank() ? acting.slug() + ".yaml" : name.strip();
    if (called.length() > LONGEST_NAME) {
      throw Problem.parameter("name", "Write at most " + LONGEST_NAME + " characters.").refused();
    }
    return definitions
        .apply(new Author.Member(acting), called, Sent.orEmpty(yaml), confirmed)
        .map(TenantFileResource::answer);
  }

  @DELETE
  @Operation(
      operationId = "releaseTenantFile",
      summary = "Let people keep the tenant again; nothing else changes")
  public Uni<Void> release(String tenant) {
    return files
        .release(callers.acting(tenant))
        .invoke(
            there -> {
              if (!there) {
                throw Callers.unknown();
              }
            })
        .replaceWithVoid();
  }

  private static PlanForm answer(Definitions.Answer answer) {
    return switch (answer) {
      case Definitions.Planned(Changes changes) -> PlanForm.of(changes);
      case Definitions.Applied(Changes changes) -> PlanForm.of(changes);
      case Definitions.Overtaken(Changes changes) ->
          throw Problem.of(
                  Code.CONFLICT,
                  "The tenant is another one than when these changes were confirmed. Look at the"
                      + " plan again.")
              .with("digest", changes.digest())
              .refused();
      case Definitions.Refused(List<TenantText.Wrong> faults) -> throw refused(faults);
    };
  }

  private static Refused refused(List<TenantText.Wrong> faults) {
    List<Map<String, Object>> placed =
        faults.stream()
            .map(
                fault -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("line", fault.line());
                  one.put("column", fault.column());
                  one.put("path", fault.fault().path());
                  one.put("reason", fault.fault().reason());
                  return one;
                })
            .toList();
    return Problem.invalid(
            faults.stream()
                .map(
                    fault ->
                        new Problem.Wrong(
                            fault.fault().path().replace("[", ".").replace("]", ""),
                            "line " + fault.line() + ": " + fault.fault().reason()))
                .toList())
        .with("faults", placed)
        .refused();
  }
}
