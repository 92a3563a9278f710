package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.definition.ApiTermsText;
import dev.turnpike.tenants.openapi.Change;
import dev.turnpike.tenants.publishing.ApiCard;
import dev.turnpike.tenants.publishing.Apis;
import dev.turnpike.tenants.publishing.Changes;
import dev.turnpike.tenants.publishing.Draft;
import dev.turnpike.tenants.publishing.Drafts;
import dev.turnpike.tenants.publishing.ImportAnswer;
import dev.turnpike.tenants.publishing.Imports;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Releases;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** An API's draft: written by hand, read from a document, compared, published or dropped. */
@Path("/admin/{tenant}/apis/{api}/draft")
@Produces(MediaType.TEXT_HTML)
class DraftPages {
  private final Frame frame;
  private final Apis apis;
  private final Drafts drafts;
  private final Imports imports;
  private final Releases releases;
  private final Changes changes;
  private final PublishText text;
  private final ApiText words;
  private final Vertx vertx;

  DraftPages(
      Frame frame,
      Apis apis,
      Drafts drafts,
      Imports imports,
      Releases releases,
      Changes changes,
      PublishText text,
      ApiText words,
      Vertx vertx) {
    this.frame = frame;
    this.apis = apis;
    this.drafts = drafts;
    this.imports = imports;
    this.releases = releases;
    this.changes = changes;
    this.text = text;
    this.words = words;
    this.vertx = vertx;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance apiDraft(Page page, DraftView view);

    static native TemplateInstance apiReport(Page page, ReportView view);

    static native TemplateInstance apiDrop(Page page, AskView view);
  }

  /** A step that is asked for on a page of its own. */
  record AskView(String tenant, ApiCard card, int number) {}

  @GET
  public Uni<TemplateInstance> edit(String tenant, String api, @RestQuery @Nullable String done) {
    return page(frame.acting(tenant), api, null, "", done, List.of());
  }

  @POST
  public Uni<Response> keep(String tenant, String api, @FormParam("terms") @Nullable String terms) {
    Acting acting = frame.acting(tenant).require(Permission.EDIT_CATALOGUE);
    String written = terms == null ? "" : terms;
    return switch (ApiTermsText.read(written)) {
      case ApiTermsText.Bad(var faults) ->
          refused(
              acting,
              api,
              written,
              "",
              faults.stream()
                  .map(
                      fault ->
                          new FieldError(
                              "terms", text.wrong(fault.line(), fault.fault().toString())))
                  .toList());
      case ApiTermsText.Good(var read) ->
          drafts.keep(acting, api, read).chain(answer -> answered(acting, api, written, answer));
    };
  }

  @POST
  @Path("document")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Uni<Response> read(
      String tenant,
      String api,
      @RestForm("file") @Nullable FileUpload file,
      @RestForm("pasted") @Nullable String pasted) {
    Acting acting = frame.acting(tenant).require(Permission.EDIT_CATALOGUE);
    return bytes(file, pasted)
        .chain(bytes -> imports.read(acting, api, bytes))
        .chain(
            answer ->
                switch (answer) {
                  case ImportAnswer.Done _ -> to(acting, api, "/draft/report");
                  case ImportAnswer.Bad(var bad) ->
                      refused(
                          acting,
                          api,
                          null,
                          "",
                          List.of(new FieldError("file", ReportView.words(bad, words))));
                  case ImportAnswer.Refused(var why) -> answered(acting, api, null, why);
                });
  }

  @POST
  @Path("release")
  public Uni<Response> publish(
      String tenant, String api, @FormParam("note") @Nullable String note) {
    Acting acting = frame.acting(tenant);
    return releases
        .publish(acting, api, note == null ? "" : note)
        .chain(answer -> answered(acting, api, null, answer));
  }

  @GET
  @Path("report")
  public Uni<TemplateInstance> report(
      String tenant,
      String api,
      @RestQuery @Nullable String kind,
      @RestQuery @Nullable String from) {
    Acting acting = frame.acting(tenant);
    return card(acting, api)
        .chain(
            card ->
                drafts
                    .of(acting, api)
                    .chain(draft -> changes.report(acting, draft.map(Draft::document).orElse(null)))
                    .map(report -> report.orElseThrow(NotFoundException::new))
                    .map(
                        report ->
                            Sheets.apiReport(
                                frame.of(acting, text.report(), Frame.Place.APIS),
                                ReportView.of(
                                    acting.slug(),
                                    card,
                                    report,
                                    kind,
                                    Places.place(from),
                                    text,
                                    words))));
  }

  @GET
  @Path("end")
  public Uni<TemplateInstance> askToDrop(String tenant, String api) {
    Acting acting = frame.acting(tenant).require(Permission.EDIT_CATALOGUE);
    return card(acting, api)
        .map(
            card ->
                Sheets.apiDrop(
                    frame.of(acting, text.drop(), Frame.Place.APIS),
                    new AskView(acting.slug(), card, 0)));
  }

  @POST
  @Path("end")
  public Uni<Response> drop(String tenant, String api) {
    Acting acting = frame.acting(tenant);
    return drafts.drop(acting, api).chain(answer -> to(acting, api, "?done=dropped"));
  }

  private Uni<byte[]> bytes(@Nullable FileUpload file, @Nullable String pasted) {
    if (file != null && file.size() > 0) {
      return vertx.fileSystem().readFile(file.uploadedFile().toString()).map(Buffer::getBytes);
    }
    String written = pasted == null ? "" : pasted;
    return Uni.createFrom().item(written.getBytes(StandardCharsets.UTF_8));
  }

  private Uni<Response> answered(
      Acting acting, String api, @Nullable String written, PublishAnswer answer) {
    return switch (answer) {
      case PublishAnswer.Done(var release) -> to(acting, api, "?done=" + release.number());
      case PublishAnswer.Kept _ -> to(acting, api, "/draft?done=kept");
      case PublishAnswer.Same _, PublishAnswer.NoDraft _ ->
          refused(acting, api, written, "", List.of(new FieldError("terms", text.nothingNew())));
      case PublishAnswer.Retired _ ->
          refused(acting, api, written, "", List.of(new FieldError("terms", text.isRetired())));
      case PublishAnswer.Invalid(List<Fault> faults) ->
          refused(
              acting,
              api,
              written,
              "",
              faults.stream().map(f -> new FieldError("terms", f.toString())).toList());
      case PublishAnswer.Unknown _, PublishAnswer.Taken _ -> throw new NotFoundException();
    };
  }

  private static Uni<Response> to(Acting acting, String api, String below) {
    return Uni.createFrom().item(ApiPages.seeOther(ApiPages.root(acting, api) + below));
  }

  private Uni<Response> refused(
      Acting acting, String api, @Nullable String written, String note, List<FieldError> wrong) {
    return page(acting, api, written, note, null, wrong)
        .map(page -> Response.status(422).entity(page).build());
  }

  private Uni<ApiCard> card(Acting acting, String api) {
    return apis.one(acting, api).map(found -> found.orElseThrow(NotFoundException::new));
  }

  private Uni<TemplateInstance> page(
      Acting acting,
      String api,
      @Nullable String written,
      String note,
      @Nullable String done,
      List<FieldError> wrong) {
    return card(acting, api)
        .chain(
            card ->
                drafts
                    .of(acting, api)
                    .map(draft -> draft.orElseThrow(NotFoundException::new))
                    .chain(
                        draft ->
                            differences(acting, card, draft)
                                .map(
                                    found ->
                                        Sheets.apiDraft(
                                            frame.of(
                                                acting,
                                                text.draftOf(card.name()),
                                                Frame.Place.APIS),
                                            DraftView.of(
                                                acting, card, draft, written, note, found, done,
                                                wrong, text, words)))));
  }

  private Uni<List<Change>> differences(Acting acting, ApiCard card, Draft draft) {
    return card.release() == null || !draft.kept()
        ? Uni.createFrom().item(List.of())
        : changes.between(acting, card.slug(), null, null).map(found -> found.orElse(List.of()));
  }
}
