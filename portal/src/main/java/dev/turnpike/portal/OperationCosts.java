package dev.turnpike.portal;

import dev.turnpike.portal.OperationView.CodeLine;
import dev.turnpike.portal.OperationView.PlanLine;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PlanTerms.LimitTerms;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.publishing.KnownApi;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.CodeWords;
import dev.turnpike.ui.PlanWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an operation costs under each plan, and what it can be refused with under which: money helps
 * against a 402, waiting against a 429. Made of the plans' terms, so it is what the gateway does.
 */
@ApplicationScoped
class OperationCosts {
  private final OfferViews views;
  private final PlanWords words;
  private final ReferenceText text;

  OperationCosts(OfferViews views, PlanWords words, ReferenceText text) {
    this.views = views;
    this.words = words;
    this.text = text;
  }

  /** What it costs, and the ways to be refused. */
  record Costs(String payment, String tone, List<PlanLine> plans, List<CodeLine> codes) {}

  Costs of(Tenant publisher, KnownApi api, Entry operation, List<Offer> all) {
    List<PlanLine> lines = new ArrayList<>();
    Map<Code, Set<String>> codes = new EnumMap<>(Code.class);
    boolean free = false;
    boolean paid = false;
    for (Offer offer : all) {
      if (offer.apis().stream().noneMatch(a -> a.slug().equals(api.slug()))) {
        continue;
      }
      for (Offer.OfferedPlan plan : offer.plans()) {
        PlanTerms terms = plan.terms();
        boolean included =
            terms.operations().isEmpty() || terms.operations().contains(operation.name());
        refusals(terms, included).forEach(code -> add(codes, code, plan.name()));
        free |= included && terms.billing() == PlanTerms.Billing.free;
        paid |= included && terms.billing() != PlanTerms.Billing.free;
        lines.add(
            new PlanLine(
                offer.name(),
                plan.name(),
                included,
                words.prices(terms),
                views.plan(publisher, offer, plan).limits(),
                Addresses.subscribe(publisher.slug(), offer.slug(), plan.slug())));
      }
    }
    always(api).forEach(code -> codes.put(code, Set.of()));
    String root = "/" + publisher.slug() + "/errors/";
    return new Costs(
        payment(free, paid),
        paid ? "warn" : free ? "good" : "",
        lines,
        codes.entrySet().stream().map(e -> line(root, e.getKey(), e.getValue())).toList());
  }

  private String payment(boolean free, boolean paid) {
    if (paid) {
      return free ? text.freeOrPaid() : text.paid();
    }
    return free ? text.free() : text.notSold();
  }

  private static void add(Map<Code, Set<String>> codes, Code code, String plan) {
    codes.computeIfAbsent(code, first -> new LinkedHashSet<>()).add(plan);
  }

  private static CodeLine line(String root, Code code, Set<String> plans) {
    return new CodeLine(
        code.status(),
        code.name(),
        CodeWords.title(code),
        CodeWords.steps(code).stream().findFirst().orElse(""),
        root + code.name(),
        String.join(", ", plans));
  }

  /** Whatever the plan. */
  private static List<Code> always(KnownApi api) {
    List<Code> codes =
        new ArrayList<>(
            List.of(
                Code.REQUEST_MALFORMED,
                Code.CREDENTIAL_MISSING,
                Code.CREDENTIAL_INVALID,
                Code.SUBSCRIPTION_REQUIRED,
                Code.NOT_FOUND,
                Code.RATE_LIMITED,
                Code.ORIGIN_UNREACHABLE,
                Code.ORIGIN_TIMEOUT));
    if (api.ends() != null || api.isRetired()) {
      codes.add(Code.API_RETIRED);
    }
    return codes;
  }

  /** What follows from a plan's terms. */
  private static Set<Code> refusals(PlanTerms terms, boolean included) {
    Set<Code> codes = new LinkedHashSet<>();
    if (!terms.process().isEmpty()) {
      codes.add(Code.SUBSCRIPTION_PENDING_APPROVAL);
    }
    if (!included) {
      codes.add(Code.PLAN_UPGRADE_REQUIRED);
      return codes;
    }
    boolean used = !terms.allPrices().isEmpty() || !terms.models().isEmpty();
    switch (terms.billing()) {
      case free -> {}
      case prepaid, hybrid -> {
        if (used) {
          codes.addAll(
              List.of(Code.INSUFFICIENT_CREDITS, Code.CREDITS_HELD, Code.BUDGET_EXHAUSTED));
        }
      }
      case postpaid -> codes.addAll(List.of(Code.PAYMENT_OVERDUE, Code.BUDGET_EXHAUSTED));
    }
    if (terms.feeOfPeriod().isPositive()) {
      codes.addAll(List.of(Code.AWAITING_PAYMENT, Code.PAYMENT_OVERDUE, Code.SUBSCRIPTION_EXPIRED));
    }
    if (terms.trial() > 0) {
      codes.add(Code.TRIAL_ENDED);
    }
    for (LimitTerms limit : terms.limits()) {
      if (limit.refuses()) {
        codes.add(
            switch (limit.kind()) {
              case rate -> Code.RATE_LIMITED;
              case allowance ->
                  terms.billing() == PlanTerms.Billing.free
                      ? Code.FREE_TIER_EXHAUSTED
                      : Code.QUOTA_EXHAUSTED;
            });
      }
    }
    return codes;
  }
}
