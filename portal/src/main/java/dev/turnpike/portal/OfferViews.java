package dev.turnpike.portal;

import dev.turnpike.portal.CatalogueView.ApiView;
import dev.turnpike.portal.CatalogueView.LimitView;
import dev.turnpike.portal.CatalogueView.OperationView;
import dev.turnpike.portal.CatalogueView.PlanView;
import dev.turnpike.portal.CatalogueView.ProductView;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PlanTerms.LimitTerms;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.PlanWords;
import jakarta.enterprise.context.ApplicationScoped;

/** What is on offer as people read it: prices, limits, and what happens behind them (R147). */
@ApplicationScoped
class OfferViews {
  private final GatewayAddress gateway;
  private final CatalogueText words;
  private final PlanWords prices;

  OfferViews(GatewayAddress gateway, CatalogueText words, PlanWords prices) {
    this.gateway = gateway;
    this.words = words;
    this.prices = prices;
  }

  ProductView product(Tenant publisher, Offer offer) {
    return new ProductView(
        offer.slug(),
        offer.name(),
        offer.description(),
        Addresses.product(publisher.slug(), offer.slug()),
        offer.tags(),
        offer.apis().stream().map(api -> api(publisher, api)).toList(),
        offer.plans().stream().map(plan -> plan(publisher, offer, plan)).toList());
  }

  private ApiView api(Tenant publisher, Offer.OfferedApi api) {
    return new ApiView(
        api.slug(),
        api.name(),
        api.description(),
        gateway.shown() + "/" + publisher.slug() + "/" + api.slug(),
        api.stage(),
        api.operations().stream()
            .map(each -> new OperationView(each.method(), each.path(), each.summary()))
            .toList());
  }

  PlanView plan(Tenant publisher, Offer offer, Offer.OfferedPlan plan) {
    PlanTerms terms = plan.terms();
    return new PlanView(
        plan.slug(),
        plan.name(),
        prices.prices(terms),
        billing(terms),
        terms.limits().stream().map(this::limit).toList(),
        access(publisher, terms),
        Addresses.subscribe(publisher.slug(), offer.slug(), plan.slug()));
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
    return Dues.atStart(terms).isPositive() ? words.afterPayment() : words.atOnce();
  }
}
