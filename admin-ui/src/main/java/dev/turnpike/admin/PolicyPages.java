package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PublishedApi;
import dev.turnpike.tenants.catalog.PublishedProduct;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** All policies of an API on one page, by kind, read from what this node decides by (R100, R16). */
@Path("/admin/{tenant}/apis/{api}/policies")
@Produces(MediaType.TEXT_HTML)
class PolicyPages {
  private final Frame frame;
  private final OwnCatalogue catalogue;
  private final Snapshots snapshots;
  private final PolicyKinds kinds;
  private final PolicyText text;

  PolicyPages(
      Frame frame,
      OwnCatalogue catalogue,
      Snapshots snapshots,
      PolicyKinds kinds,
      PolicyText text) {
    this.frame = frame;
    this.catalogue = catalogue;
    this.snapshots = snapshots;
    this.kinds = kinds;
    this.text = text;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance policies(dev.turnpike.ui.Page page, PoliciesView view);
  }

  @GET
  public Uni<TemplateInstance> show(String tenant, String api) {
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
              return catalogue.products(acting).map(sold -> view(acting, named, sold));
            })
        .map(
            view ->
                Sheets.policies(
                    frame.of(acting, text.title(view.name()), Frame.Place.PLANS), view));
  }

  private PoliciesView view(Acting acting, PublishedApi named, List<PublishedProduct> sold) {
    Publisher publisher = snapshots.current().publisher(acting.slug());
    Api api = publisher == null ? null : publisher.apis().get(named.slug());
    return new PoliciesView(
        acting.slug(),
        named.slug(),
        named.name(),
        api != null,
        publisher == null || api == null ? List.of() : kinds.of(publisher, api, sold));
  }
}
