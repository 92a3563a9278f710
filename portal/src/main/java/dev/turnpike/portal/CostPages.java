package dev.turnpike.portal;

import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.Estimates;
import dev.turnpike.ui.PlanWords;
import dev.turnpike.ui.UsageView;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/**
 * "What would this cost me": a product's plans for the use that the visitor enters. For anybody.
 */
@Path("/{publisher}/cost/{product}")
@Produces(MediaType.TEXT_HTML)
class CostPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Offers offers;
  private final Estimates estimates;
  private final PlanWords words;
  private final CatalogueText text;
  private final UriInfo uri;

  CostPages(
      Frame frame,
      Publishers publishers,
      Offers offers,
      Estimates estimates,
      PlanWords words,
      CatalogueText text,
      UriInfo uri) {
    this.frame = frame;
    this.publishers = publishers;
    this.offers = offers;
    this.estimates = estimates;
    this.words = words;
    this.text = text;
    this.uri = uri;
  }

  @GET
  public Uni<TemplateInstance> page(String publisher, String product) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                offers
                    .of(found.id(), Optional.empty())
                    .map(all -> page(found, offer(all, product))));
  }

  private static Offer offer(List<Offer> all, String product) {
    return all.stream()
        .filter(offer -> offer.slug().equals(product))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }

  private TemplateInstance page(Tenant publisher, Offer offer) {
    List<Offer.OfferedPlan> plans = offer.plans();
    UsageView usage =
        estimates.usage(
            plans.stream().map(Offer.OfferedPlan::terms).toList(), uri.getQueryParameters());
    return Pages.cost(
        frame.of(publisher, text.costTitle(offer.name()), Frame.Place.NONE, null),
        new CostView(
            publisher.slug(),
            offer.slug(),
            offer.name(),
            usage,
            estimates.compare(
                plans.stream()
                    .map(plan -> new Estimates.Candidate(plan.name(), plan.terms()))
                    .toList(),
                usage),
            plans.stream()
                .map(plan -> new CostView.PlanView(plan.name(), words.prices(plan.terms())))
                .toList()));
  }
}
