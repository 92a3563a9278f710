package dev.turnpike.portal;

import dev.turnpike.portal.CatalogueView.ApiView;
import dev.turnpike.portal.CatalogueView.LimitView;
import dev.turnpike.portal.CatalogueView.PlanView;
import dev.turnpike.portal.CatalogueView.ProductView;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PlanTerms.LimitTerms;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.Formats;
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

  CataloguePages(
      Frame frame,
      Publishers publishers,
      Offers offers,
      GatewayAddress gateway,
      PortalText text,
      CatalogueText words) {
    this.frame = frame;
    this.publishers = publishers;
    this.offers = offers;
    this.gateway = gateway;
    this.text = text;
    this.words = words;
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
        price(terms),
        billing(terms),
        terms.limits().stream().map(this::limit).toList(),
        access(publisher, terms));
  }

  private String price(PlanTerms terms) {
    Money month = terms.feeOfPeriod();
    Money call = terms.priceOfCall();
    if (month.isPositive() && call.isPositive()) {
      return words.perMonthAndCall(Formats.amount(month), Formats.amount(call));
    }
    if (month.isPositive()) {
      return words.perMonth(Formats.amount(month));
    }
    return call.isPositive() ? words.perCall(Formats.amount(call)) : words.costsNothing();
  }

  private String billing(PlanTerms terms) {
    return switch (terms.billing()) {
      case free -> words.free();
      case prepaid, hybrid -> words.prepaid();
      case postpaid -> words.postpaid(terms.grace());
    };
  }

  private LimitView limit(LimitTerms limit) {
    String window = limit.window().name();
    String size =
        limit.quantity() == 1
            ? words.limitOfOne(window)
            : words.limit(Formats.grouped(limit.quantity()), window);
    return new LimitView(
        size,
        switch (limit.kind()) {
          case rate -> words.thenWait();
          case allowance -> words.thenUpgrade();
        });
  }

  private String access(Tenant publisher, PlanTerms terms) {
    if (!terms.process().isEmpty()) {
      return words.afterApproval(publisher.name());
    }
    return terms.feeOfPeriod().isPositive() ? words.afterPayment() : words.atOnce();
  }
}
