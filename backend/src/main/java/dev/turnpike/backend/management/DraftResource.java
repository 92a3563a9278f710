package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.catalog.ApiReader;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.BadApi;
import dev.turnpike.tenants.openapi.Change;
import dev.turnpike.tenants.openapi.Finding;
import dev.turnpike.tenants.openapi.Report;
import dev.turnpike.tenants.publishing.Changes;
import dev.turnpike.tenants.publishing.Draft;
import dev.turnpike.tenants.publishing.Drafts;
import dev.turnpike.tenants.publishing.ImportAnswer;
import dev.turnpike.tenants.publishing.Imports;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * What an API is to become: written by hand or from an OpenAPI document, in force once released.
 */
@Path("/manage/v1/tenants/{tenant}/apis/{api}/draft")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class DraftResource {
  private final Callers callers;
  private final Drafts drafts;
  private final Imports imports;
  private final Changes changes;

  DraftResource(Callers callers, Drafts drafts, Imports imports, Changes changes) {
    this.callers = callers;
    this.drafts = drafts;
    this.imports = imports;
    this.changes = changes;
  }

  /**
   * An API's draft.
   *
   * @param kept false: there is none; these are the live release's terms
   */
  @Schema(name = "Draft")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DraftForm(
      ApiTerms terms,
      boolean document,
      boolean kept,
      @Nullable String changedBy,
      @Nullable Instant changedAt) {
    static DraftForm of(Draft draft) {
      return new DraftForm(
          draft.terms(),
          draft.document() != null,
          draft.kept(),
          draft.changedBy(),
          draft.changedAt());
    }
  }

  /** A wish for a draft. */
  @Schema(name = "DraftTerms")
  record Wish(@Schema(implementation = ApiTerms.class) @Nullable JsonNode terms) {}

  /**
   * A part of a document and what became of it.
   *
   * @param kind {@code understood}, {@code changed} or {@code ignored}
   * @param pointer where in the document (RFC 6901)
   */
  @Schema(name = "Finding")
  record FindingForm(String kind, String what, String pointer, String detail) {
    static FindingForm of(Finding finding) {
      return new FindingForm(
          word(finding.kind()), word(finding.what()), finding.pointer(), finding.detail());
    }
  }

  /** What was made of a document. */
  @Schema(name = "ImportReport")
  record ReportForm(int understood, int changed, int ignored, List<FindingForm> findings) {
    static ReportForm of(Report report) {
      return new ReportForm(
          report.count(Finding.Kind.UNDERSTOOD),
          report.count(Finding.Kind.CHANGED),
          report.count(Finding.Kind.IGNORED),
          report.findings().stream().map(FindingForm::of).toList());
    }
  }

  /**
   * A difference for callers.
   *
   * @param effect {@code breaks}, {@code may_break} or {@code safe}
   */
  @Schema(name = "Change")
  record ChangeForm(String effect, String what, String pointer, String detail) {
    static ChangeForm of(Change change) {
      return new ChangeForm(
          word(change.effect()), word(change.what()), change.pointer(), change.detail());
    }
  }

  @GET
  @Operation(operationId = "getDraft", summary = "What the API is to become")
  public Uni<DraftForm> draft(String tenant, String api) {
    return drafts
        .of(callers.acting(tenant), api)
        .map(found -> found.map(DraftForm::of).orElseThrow(Callers::unknown));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "writeDraft",
      summary = "Write the draft; nothing of it is in force before it is released")
  public Uni<DraftForm> write(String tenant, String api, @Nullable Wish wish) {
    return drafts
        .keep(callers.acting(tenant), api, terms(Sent.body(wish).terms()))
        .map(ReleaseAnswers::kept)
        .map(DraftForm::of);
  }

  @DELETE
  @Operation(operationId = "dropDraft", summary = "Forget the draft; what is live stays")
  public Uni<DraftForm> drop(String tenant, String api) {
    return drafts.drop(callers.acting(tenant), api).map(ReleaseAnswers::kept).map(DraftForm::of);
  }

  @PUT
  @Path("document")
  @Consumes({
    MediaType.APPLICATION_JSON,
    "application/yaml",
    "text/yaml",
    MediaType.APPLICATION_OCTET_STREAM
  })
  @Operation(
      operationId = "importDocument",
      summary = "Read an OpenAPI 3.0 or 3.1 document of at most 8 MiB into the draft")
  public Uni<ReportForm> read(String tenant, String api, @Nullable String document) {
    return imports
        .read(callers.acting(tenant), api, Sent.orEmpty(document).getBytes(StandardCharsets.UTF_8))
        .map(
            answer ->
                switch (answer) {
                  case ImportAnswer.Done(Draft draft, Report report) -> ReportForm.of(report);
                  case ImportAnswer.Bad(var bad) -> throw ReleaseAnswers.bad(bad);
                  case ImportAnswer.Refused(var why) -> throw ReleaseAnswers.refused(why);
                });
  }

  @GET
  @Path("changes")
  @Operation(
      operationId = "listChanges",
      summary = "What releasing the draft would change for callers, what breaks them first")
  public Uni<List<ChangeForm>> changes(
      String tenant,
      String api,
      @RestQuery @Nullable Integer from,
      @RestQuery @Nullable Integer to) {
    return changes
        .between(callers.acting(tenant), api, from, to)
        .map(found -> found.orElseThrow(Callers::unknown).stream().map(ChangeForm::of).toList());
  }

  private static ApiTerms terms(@Nullable JsonNode sent) {
    if (sent == null) {
      throw Problem.invalid("terms", "It is missing: say what can be called, and where.").refused();
    }
    try {
      return ApiReader.read(sent, Set.of());
    } catch (BadApi bad) {
      throw ReleaseAnswers.invalid("terms", bad.faults());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
