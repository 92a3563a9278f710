package dev.turnpike.portal;

import dev.turnpike.portal.CatalogueView.TagLink;
import dev.turnpike.tenants.catalog.OfferQuery;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.Formats;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** What a publisher sells, to look through and search, for anybody. */
@Path("/{publisher}")
@Produces(MediaType.TEXT_HTML)
class CataloguePages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Offers offers;
  private final OfferViews views;
  private final PortalText text;
  private final CatalogueText words;

  CataloguePages(
      Frame frame,
      Publishers publishers,
      Places places,
      Offers offers,
      OfferViews views,
      PortalText text,
      CatalogueText words) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.offers = offers;
    this.views = views;
    this.text = text;
    this.words = words;
  }

  @GET
  public Uni<TemplateInstance> page(
      String publisher,
      @RestQuery @DefaultValue("") String q,
      @RestQuery @DefaultValue("") String tag,
      @RestQuery @DefaultValue("1") String page) {
    OfferQuery query = new OfferQuery(q, tag, number(page));
    return publishers
        .named(publisher)
        .chain(
            found ->
                offers
                    .search(found.id(), query, places.reader(publisher))
                    .map(hits -> page(found, query, hits)));
  }

  private static int number(String page) {
    return page.matches("[0-9]{1,3}") ? Integer.parseInt(page) : 1;
  }

  private TemplateInstance page(Tenant publisher, OfferQuery query, Offers.Found hits) {
    boolean more = (long) query.page() * OfferQuery.PAGE < hits.total();
    CatalogueView view =
        new CatalogueView(
            publisher.slug(),
            publisher.name(),
            query.words(),
            query.tag(),
            query.narrows() ? words.found(Formats.grouped(hits.total())) : null,
            hits.tags().stream().map(each -> link(publisher, query, each)).toList(),
            hits.offers().stream().map(offer -> views.product(publisher, offer)).toList(),
            query.page() > 1 ? address(publisher, query, query.tag(), query.page() - 1) : null,
            more ? address(publisher, query, query.tag(), query.page() + 1) : null);
    return Pages.catalogue(
        frame.of(publisher, text.catalogueTitle(publisher.name()), Frame.Place.CATALOGUE, null),
        view);
  }

  /** The chosen tag's link takes the choice back. */
  private static TagLink link(Tenant publisher, OfferQuery query, Offers.Tag tag) {
    boolean chosen = tag.tag().equals(query.tag());
    String href = address(publisher, query, chosen ? "" : tag.tag(), 1);
    return new TagLink(tag.tag(), tag.products(), href, chosen);
  }

  private static String address(Tenant publisher, OfferQuery query, String tag, int page) {
    UriBuilder address = UriBuilder.fromPath("/" + publisher.slug());
    if (!query.words().isEmpty()) {
      address.queryParam("q", "{q}");
    }
    if (!tag.isEmpty()) {
      address.queryParam("tag", "{tag}");
    }
    if (page > 1) {
      address.queryParam("page", page);
    }
    Map<String, Object> values = Map.of("q", query.words(), "tag", tag);
    return address.buildFromMap(values).toString();
  }
}
