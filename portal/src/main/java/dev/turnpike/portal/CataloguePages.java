package dev.turnpike.portal;

import dev.turnpike.portal.CatalogueView.ApiView;
import dev.turnpike.portal.CatalogueView.LimitView;
import dev.turnpike.portal.CatalogueView.PlanView;
import dev.turnpike.portal.CatalogueView.ProductView;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PlanTerms.LimitTerms;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.PlanWords;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** What a publisher sells, for anybody: prices, limits, and what happens behind them (R147). */
@Path("/{publisher}")
@Produces(MediaType.TEXT_HTML)
class CataloguePages {
  private final Frame frame;
  private final Publishers publishers;
  private final Offers offers;
  private final GatewayAddress gateway;
  private final PortalText text;
  private final CatalogueText words;
  private final PlanWords prices;

  CataloguePages(
      Frame frame,
      Publishers publishers,
      Offers offers,
      GatewayAddress gateway,
      PortalText text,
      CatalogueText words,
      PlanWords prices) {
    this.frame = frame;
    this.publishers = publishers;
    this.offers = offers;
    this.gateway = gateway;
    this.text = text;
    this.words = words;
    this.prices = prices;
  }

  @GET
  public Uni<TemplateInstance> page(String publisher) {
    return publishers
        .named(publisher)
        .chain(found -> offers.of(found.id(), Optional.empty()).map(list -> page(found, list)));
  }

  private TemplateInstance page(Tenant publisher, List<Offer> found) {
    List<ProductView> products = found.stream().map(offer -> product(publisher, offer)).toList();
    return Pages.catalogue(
        frame.of(publisher, text.catalogueTitle(publisher.name()), Frame.Place.CATALOGUE, null),
        new CatalogueView(publisher.slug(), publisher.name(), products));
  }

  private ProductView product(Tenant publisher, Offer offer) {
    return new ProductView(
        offer.slug(),
        offer.name(),
        offer.description(),
        offer.apis().stream()
            .map(
                api ->
                    new ApiView(
                        api.name(),
                        api.description(),
                        gateway.shown() + "/" + publisher.slug() + "/" + api.slug(),
                        api.stage()))
            .toList(),
        offer.plans().stream().map(plan -> plan(publisher, plan)).toList());
  }

  private PlanView plan(Tenant publisher, Offer.OfferedPlan plan) {
    PlanTerms terms = plan.terms();
    return new PlanView(
        plan.name(),
        prices.prices(terms),
        billing(terms),
        terms.limits().stream().map(this::limit).toList(),
        access(publisher, terms));
  }

  private String billing(PlanTerms terms) {
    return switch (terms.billing()) {
      case free -> words.free();
      case prepaid -> words.prepaid();
      case hybrid -> words.hybrid(terms.grace());
      case postpaid -> words.postpaid(terms.grace());
    };
  }

  private LimitView limit(LimitTerms limit) {
    return new LimitView(prices.limit(limit), limit.refuses() ? end(limit) : words.thenWarn());
  }

  private String end(LimitTerms limit) {
    return switch (limit.kind()) {
      case rate -> words.thenWait();
      case allowance -> words.thenUpgrade();
    };
  }

  private String access(Tenant publisher, PlanTerms terms) {
    if (!terms.process().isEmpty()) {
      return words.afterApproval(publisher.name());
    }
    boolean due = terms.feeOfPeriod().isPositive() || terms.feeOfSetup().isPositive();
    return due && terms.trial() == 0 ? words.afterPayment() : words.atOnce();
  }
}
