package dev.turnpike.admin;

import dev.turnpike.admin.FileView.DriftLine;
import dev.turnpike.admin.FileView.KeptView;
import dev.turnpike.tenants.definition.Change;
import dev.turnpike.tenants.definition.Definitions;
import dev.turnpike.tenants.definition.KeptFile;
import dev.turnpike.tenants.definition.KeptFiles;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A tenant as one file: its text, which file keeps it, and what is otherwise than that says. */
@Path("/admin/{tenant}/file")
@Produces(MediaType.TEXT_HTML)
class FilePages {
  private static final int LONGEST_VALUE = 300;
  private static final int MOST_LINES = 200;

  private final Frame frame;
  private final Definitions definitions;
  private final KeptFiles files;
  private final FileText text;

  FilePages(Frame frame, Definitions definitions, KeptFiles files, FileText text) {
    this.frame = frame;
    this.definitions = definitions;
    this.files = files;
    this.text = text;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance file(Page page, FileView view);

    static native TemplateInstance letGo(Page page, FileView view);
  }

  @GET
  public Uni<TemplateInstance> page(String tenant, @RestQuery @Nullable String done) {
    Acting acting = acting(tenant);
    return view(acting, done != null)
        .map(view -> Sheets.file(frame.of(acting, text.title(), Frame.Place.FILE), view));
  }

  /** The same text as a file. */
  @GET
  @Path("download")
  @Produces("application/yaml")
  public Uni<Response> download(String tenant) {
    Acting acting = acting(tenant);
    return definitions
        .export(acting)
        .map(
            yaml ->
                Response.ok(yaml, "application/yaml; charset=utf-8")
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + acting.slug() + ".yaml\"")
                    .build());
  }

  /** Asks first. */
  @GET
  @Path("release")
  public Uni<TemplateInstance> ask(String tenant) {
    Acting acting = acting(tenant).require(Permission.EDIT_SETTINGS);
    return view(acting, false)
        .map(
            view -> {
              KeptView kept = Optional.ofNullable(view.kept()).orElseThrow(NotFoundException::new);
              return Sheets.letGo(
                  frame.of(acting, text.releaseTitle(kept.name()), Frame.Place.FILE), view);
            });
  }

  @POST
  @Path("release")
  public Uni<Response> release(String tenant) {
    Acting acting = acting(tenant);
    return files
        .release(acting)
        .map(
            done ->
                Response.seeOther(URI.create("/admin/" + acting.slug() + "/file?done=1")).build());
  }

  private Acting acting(String tenant) {
    return frame.acting(tenant).require(Permission.EDIT_CATALOGUE);
  }

  private Uni<FileView> view(Acting acting, boolean released) {
    return definitions
        .export(acting)
        .chain(
            yaml ->
                files
                    .of(acting)
                    .chain(
                        kept ->
                            files
                                .faults(acting)
                                .map(faults -> view(acting, yaml, kept, faults, released))));
  }

  private FileView view(
      Acting acting, String yaml, Optional<KeptFile> kept, List<String> faults, boolean released) {
    return new FileView(
        acting.slug(),
        kept.map(this::kept).orElse(null),
        faults,
        yaml,
        acting.may(Permission.EDIT_SETTINGS),
        released && kept.isEmpty());
  }

  private KeptView kept(KeptFile file) {
    return new KeptView(
        file.name(),
        file.source().equals("directory"),
        file.appliedAt(),
        file.appliedBy(),
        file.drift().stream().limit(MOST_LINES).map(this::line).toList());
  }

  private DriftLine line(Change change) {
    return switch (change.kind()) {
      case CREATE -> new DriftLine(change.path(), text.missing(), "");
      case RETIRE -> new DriftLine(change.path(), "", text.extra());
      case CHANGE -> new DriftLine(change.path(), value(change.before()), value(change.after()));
    };
  }

  private String value(@Nullable String json) {
    if (json == null) {
      return text.nothing();
    }
    return json.length() > LONGEST_VALUE ? json.substring(0, LONGEST_VALUE) + " …" : json;
  }
}
