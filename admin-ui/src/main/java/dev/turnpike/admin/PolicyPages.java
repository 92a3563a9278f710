package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PublishedApi;
import dev.turnpike.tenants.catalog.PublishedProduct;
import dev.turnpike.tenants.publishing.Drafts;
import dev.turnpike.tenants.publishing.FromDocument;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** All policies of an API on one page, by kind, read from what this node decides by (R100, R16). */
@Path("/admin/{tenant}/apis/{api}/policies")
@Produces(MediaType.TEXT_HTML)
class PolicyPages {
  private final Frame frame;
  private final OwnCatalogue catalogue;
  private final Snapshots snapshots;
  private final PolicyKinds kinds;
  private final Drafts drafts;
  private final FromDocument fromDocument;
  private final DocumentParts parts;
  private final PolicyText text;

  PolicyPages(
      Frame frame,
      OwnCatalogue catalogue,
      Snapshots snapshots,
      PolicyKinds kinds,
      Drafts drafts,
      FromDocument fromDocument,
      DocumentParts parts,
      PolicyText text) {
    this.frame = frame;
    this.catalogue = catalogue;
    this.snapshots = snapshots;
    this.kinds = kinds;
    this.drafts = drafts;
    this.fromDocument = fromDocument;
    this.parts = parts;
    this.text = text;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance policies(dev.turnpike.ui.Page page, PoliciesView view);
  }

  @GET
  public Uni<TemplateInstance> show(
      String tenant,
      String api,
      @RestQuery @Nullable String done,
      @RestQuery @Nullable Integer taken,
      @RestQuery @Nullable Integer without) {
    Acting acting = frame.acting(tenant);
    acting.require(Permission.SEE);
    return catalogue
        .apis(acting)
        .chain(
            own -> {
              PublishedApi named =
                  own.stream()
                      .filter(one -> one.slug().equals(api))
                      .findFirst()
                      .orElseThrow(NotFoundException::new);
              return catalogue
                  .products(acting)
                  .chain(
                      sold ->
                          drafts
                              .of(acting, api)
                              .map(
                                  draft ->
                                      view(
                                          acting,
                                          named,
                                          sold,
                                          parts.of(draft),
                                          parts.told(done, taken, without))));
            })
        .map(
            view ->
                Sheets.policies(
                    frame.of(acting, text.title(view.name()), Frame.Place.PLANS), view));
  }

  /** Takes mocks or schemas out of the API's document, or away again. */
  @POST
  @Path("{part}")
  public Uni<Response> change(
      String tenant, String api, String part, @FormParam("act") @Nullable String act) {
    Acting acting = frame.acting(tenant);
    FromDocument.Part which = DocumentParts.named(part).orElseThrow(NotFoundException::new);
    Uni<FromDocument.Taken> done =
        "drop".equals(act)
            ? fromDocument.drop(acting, api, which)
            : fromDocument.take(acting, api, which);
    String page = "/admin/" + acting.slug() + "/apis/" + api + "/policies";
    return done.map(
        answer ->
            Response.seeOther(URI.create(page + DocumentParts.query(answer, "drop".equals(act))))
                .build());
  }

  private PoliciesView view(
      Acting acting,
      PublishedApi named,
      List<PublishedProduct> sold,
      List<PoliciesView.Part> offered,
      PoliciesView.@Nullable Notice notice) {
    Publisher publisher = snapshots.current().publisher(acting.slug());
    Api api = publisher == null ? null : publisher.apis().get(named.slug());
    return new PoliciesView(
        acting.slug(),
        named.slug(),
        named.name(),
        api != null,
        publisher == null || api == null ? List.of() : kinds.of(publisher, api, sold),
        acting.may(Permission.EDIT_CATALOGUE) ? offered : List.of(),
        notice);
  }
}
