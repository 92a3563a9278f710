package dev.turnpike.portal;

import dev.turnpike.portal.CatalogueView.ProductView;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One product with its plans side by side, for anybody who may know it. */
@Path("/{publisher}/products/{product}")
@Produces(MediaType.TEXT_HTML)
class ProductPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Offers offers;
  private final OfferViews views;

  ProductPages(Frame frame, Publishers publishers, Places places, Offers offers, OfferViews views) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.offers = offers;
    this.views = views;
  }

  record View(String publisher, String publisherName, ProductView product) {}

  @GET
  public Uni<TemplateInstance> page(String publisher, String product) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                offers
                    .find(found.id(), product, places.reader(publisher))
                    .map(offer -> page(found, offer.orElseThrow(NotFoundException::new))));
  }

  private TemplateInstance page(Tenant publisher, Offer offer) {
    return Pages.product(
        frame.of(publisher, offer.name(), Frame.Place.CATALOGUE, null),
        new View(publisher.slug(), publisher.name(), views.product(publisher, offer)));
  }
}
