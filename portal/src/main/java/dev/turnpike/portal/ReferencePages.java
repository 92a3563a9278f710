package dev.turnpike.portal;

import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.publishing.References;
import dev.turnpike.tenants.publishing.References.Listed;
import dev.turnpike.tenants.publishing.References.Opened;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * An API's reference for whoever may know the API: what can be called, with what, what it costs
 * under each plan and what it is refused with. One operation a page, so that each page is small
 * however large the document is.
 */
@Path("/{publisher}/reference/{api}")
@Produces(MediaType.TEXT_HTML)
class ReferencePages {
  private static final int LONGEST_SEARCH = 100;
  private static final int LONGEST_NAME = 200;
  private static final String FURTHEST = "[0-9]{1,5}";

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final References references;
  private final Offers offers;
  private final ReferenceViews views;
  private final ReferenceFiles files;
  private final ReferenceText text;

  ReferencePages(
      Frame frame,
      Publishers publishers,
      Places places,
      References references,
      Offers offers,
      ReferenceViews views,
      ReferenceFiles files,
      ReferenceText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.references = references;
    this.offers = offers;
    this.views = views;
    this.files = files;
    this.text = text;
  }

  @CheckedTemplate(basePath = "portal")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance reference(Page page, ReferenceView view);

    static native TemplateInstance operation(Page page, OperationView view);

    static native TemplateInstance schema(Page page, SchemaView view);
  }

  @GET
  public Uni<TemplateInstance> list(
      String publisher,
      String api,
      @RestQuery @DefaultValue("") String q,
      @RestQuery @Nullable String tag,
      @RestQuery @DefaultValue("") String kind,
      @RestQuery @DefaultValue("0") String from) {
    References.Query query =
        new References.Query(
            kind.equals("schema") ? Entry.Kind.schema : Entry.Kind.operation,
            q.strip().substring(0, Math.min(q.strip().length(), LONGEST_SEARCH)),
            Optional.ofNullable(tag),
            from.matches(FURTHEST) ? Integer.parseInt(from) : 0);
    return publishers
        .named(publisher)
        .chain(
            found ->
                references
                    .list(found.id(), api, places.reader(publisher), query)
                    .map(listed -> listed.orElseThrow(NotFoundException::new))
                    .map(listed -> page(found, listed, query)));
  }

  @GET
  @Path("operation")
  public Uni<TemplateInstance> operation(
      String publisher, String api, @RestQuery @DefaultValue("") String id) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                open(found, api, Entry.Kind.operation, id)
                    .chain(
                        opened ->
                            offers
                                .of(found.id(), places.reader(publisher))
                                .map(all -> page(found, opened, all))));
  }

  @GET
  @Path("schema")
  public Uni<TemplateInstance> schema(
      String publisher, String api, @RestQuery @DefaultValue("") String name) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                open(found, api, Entry.Kind.schema, name)
                    .map(
                        opened ->
                            Sheets.schema(
                                frame.of(found, opened.entry().name(), Frame.Place.NONE, null),
                                views.schema(found, opened))));
  }

  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Response> document(String publisher, String api) {
    return files.document(publisher, api);
  }

  @GET
  @Path("llms.txt")
  @Produces("text/plain;charset=UTF-8")
  public Uni<String> models(String publisher, String api) {
    return files.models(publisher, api);
  }

  private Uni<Opened> open(Tenant publisher, String api, Entry.Kind kind, String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new NotFoundException();
    }
    return references
        .open(publisher.id(), api, places.reader(publisher.slug()), kind, name)
        .map(opened -> opened.orElseThrow(NotFoundException::new));
  }

  private TemplateInstance page(Tenant publisher, Listed listed, References.Query query) {
    return Sheets.reference(
        frame.of(publisher, text.titleOf(listed.api().name()), Frame.Place.CATALOGUE, null),
        views.list(publisher, listed, query));
  }

  private TemplateInstance page(Tenant publisher, Opened opened, List<Offer> all) {
    Entry entry = opened.entry();
    String title = entry.summary().isEmpty() ? entry.name() : entry.summary();
    return Sheets.operation(
        frame.of(publisher, title, Frame.Place.NONE, null),
        views.operation(publisher, opened, all));
  }
}
