package dev.turnpike.admin;

import static dev.turnpike.tenants.decision.Code.AWAITING_PAYMENT;
import static dev.turnpike.tenants.decision.Code.CREDENTIAL_AMBIGUOUS;
import static dev.turnpike.tenants.decision.Code.CREDENTIAL_EXPIRED;
import static dev.turnpike.tenants.decision.Code.CREDENTIAL_INVALID;
import static dev.turnpike.tenants.decision.Code.CREDENTIAL_MISSING;
import static dev.turnpike.tenants.decision.Code.CREDENTIAL_REVOKED;
import static dev.turnpike.tenants.decision.Code.CREDITS_HELD;
import static dev.turnpike.tenants.decision.Code.INSUFFICIENT_CREDITS;
import static dev.turnpike.tenants.decision.Code.METHOD_NOT_ALLOWED;
import static dev.turnpike.tenants.decision.Code.NOT_FOUND;
import static dev.turnpike.tenants.decision.Code.NOT_SUBSCRIBED;
import static dev.turnpike.tenants.decision.Code.PAYMENT_METHOD_REQUIRED;
import static dev.turnpike.tenants.decision.Code.PAYMENT_OVERDUE;
import static dev.turnpike.tenants.decision.Code.PLAN_UPGRADE_REQUIRED;
import static dev.turnpike.tenants.decision.Code.SPEND_LIMIT_REACHED;
import static dev.turnpike.tenants.decision.Code.SUBSCRIPTION_BLOCKED;
import static dev.turnpike.tenants.decision.Code.SUBSCRIPTION_PENDING_APPROVAL;
import static dev.turnpike.tenants.decision.Code.SUBSCRIPTION_REJECTED;
import static dev.turnpike.tenants.decision.Code.SUBSCRIPTION_REQUIRED;
import static dev.turnpike.tenants.decision.Code.TRIAL_ENDED;

import dev.turnpike.admin.PoliciesView.Answer;
import dev.turnpike.admin.PoliciesView.Kind;
import dev.turnpike.admin.PoliciesView.Line;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PublishedProduct;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.LimitCodes;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.ui.PlanWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What decides about an API's calls, in words and by kind, in the order of the checks. */
@ApplicationScoped
class PolicyKinds {
  private final PolicyText text;
  private final PlanWords words;
  private final TrafficLines traffic;

  PolicyKinds(PolicyText text, PlanWords words, TrafficLines traffic) {
    this.text = text;
    this.words = words;
    this.traffic = traffic;
  }

  /** A product as the gateway knows it and as its publisher wrote it. */
  private record Sold(Product product, PublishedProduct written) {}

  List<Kind> of(Publisher publisher, Api api, List<PublishedProduct> products) {
    String tenant = publisher.slug();
    List<Sold> sold =
        api.products().stream()
            .map(publisher.products()::get)
            .filter(Objects::nonNull)
            .flatMap(
                product ->
                    products.stream()
                        .filter(written -> written.id().equals(product.id()))
                        .map(written -> new Sold(product, written)))
            .toList();
    return List.of(
        new Kind(
            "authentication",
            text.authentication(),
            text.authenticationLede(),
            List.of(
                whole(
                    text.key(),
                    text.keySays(),
                    answers(
                        tenant,
                        CREDENTIAL_MISSING,
                        CREDENTIAL_INVALID,
                        CREDENTIAL_EXPIRED,
                        CREDENTIAL_REVOKED,
                        CREDENTIAL_AMBIGUOUS)))),
        new Kind(
            "authorization",
            text.authorization(),
            text.authorizationLede(),
            authorization(tenant, api, sold)),
        new Kind("limits", text.limits(), text.limitsLede(), limits(tenant, sold)),
        new Kind(
            "monetization", text.monetization(), text.monetizationLede(), prices(tenant, sold)),
        new Kind("traffic", text.traffic(), text.trafficLede(), traffic.of(tenant, api)));
  }

  private List<Line> authorization(String tenant, Api api, List<Sold> sold) {
    List<Line> lines = new ArrayList<>();
    String visibility =
        switch (api.visibility()) {
          case PUBLIC -> text.isPublic();
          case LISTED -> text.isListed(api.listed().size());
          case PRIVATE -> text.isPrivate();
        };
    lines.add(whole(text.visibility(), visibility, answers(tenant, NOT_FOUND)));
    lines.add(
        whole(
            text.operations(),
            api.operations().isEmpty()
                ? text.everything()
                : text.operationsSay(api.operations().size()),
            answers(tenant, NOT_FOUND, METHOD_NOT_ALLOWED)));
    lines.addAll(traffic.addresses(tenant, api));
    String names = String.join(", ", sold.stream().map(one -> one.product().name()).toList());
    boolean free = sold.isEmpty() || sold.stream().anyMatch(one -> one.product().isFree());
    lines.add(
        whole(
            text.subscription(),
            sold.isEmpty() ? text.unsold() : text.subscriptionSays(names),
            answers(tenant, free ? NOT_SUBSCRIBED : SUBSCRIPTION_REQUIRED, SUBSCRIPTION_BLOCKED)));
    for (Sold one : sold) {
      for (PublishedProduct.Plan plan : one.written().plans()) {
        if (!plan.terms().process().isEmpty()) {
          lines.add(
              new Line(
                  where(one, plan.name()),
                  text.approval(),
                  text.approvalSays(plan.terms().process().size()),
                  answers(tenant, SUBSCRIPTION_PENDING_APPROVAL, SUBSCRIPTION_REJECTED)));
        }
        if (!plan.terms().operations().isEmpty()) {
          lines.add(
              new Line(
                  where(one, plan.name()),
                  text.planOperations(),
                  text.planOperationsSay(String.join(", ", plan.terms().operations())),
                  answers(tenant, PLAN_UPGRADE_REQUIRED)));
        }
      }
    }
    return lines;
  }

  private List<Line> limits(String tenant, List<Sold> sold) {
    List<Line> lines = new ArrayList<>();
    for (Sold one : sold) {
      for (Plan plan : one.product().plans()) {
        for (Limit limit : plan.limits()) {
          String said = words.limit(terms(limit));
          lines.add(
              new Line(
                  where(one, plan.name()),
                  limit.name(),
                  limit.hard()
                      ? text.limitSays(said, scope(limit))
                      : text.softLimitSays(said, scope(limit)),
                  LimitCodes.of(limit, plan, one.product()).stream()
                      .map(code -> Answer.of(tenant, code))
                      .toList()));
        }
      }
    }
    return lines;
  }

  private static PlanTerms.LimitTerms terms(Limit limit) {
    return new PlanTerms.LimitTerms(
        limit.name(),
        word(PlanTerms.LimitTerms.Kind.class, limit.kind()),
        limit.quantity(),
        word(PlanTerms.LimitTerms.Window.class, limit.window()),
        word(PlanTerms.Unit.class, limit.unit()),
        null,
        null,
        null);
  }

  private static <E extends Enum<E>> E word(Class<E> words, Enum<?> constant) {
    return Enum.valueOf(words, constant.name().toLowerCase(Locale.ROOT));
  }

  private String scope(Limit limit) {
    return switch (limit.scope()) {
      case SUBSCRIPTION -> text.perSubscription();
      case APPLICATION -> text.perApplication();
      case KEY -> text.perKey();
    };
  }

  private List<Line> prices(String tenant, List<Sold> sold) {
    List<Line> lines = new ArrayList<>();
    for (Sold one : sold) {
      for (PublishedProduct.Plan plan : one.written().plans()) {
        lines.add(
            new Line(
                where(one, plan.name()),
                text.price(),
                String.join(" ", words.prices(plan.terms())),
                unpaid(plan.terms()).map(code -> Answer.of(tenant, code)).toList()));
      }
    }
    return lines;
  }

  /** What somebody who does not pay gets, by what there is to be paid. */
  private static Stream<Code> unpaid(PlanTerms terms) {
    if (terms.billing() == PlanTerms.Billing.free) {
      return Stream.empty();
    }
    Stream<Code> fee =
        terms.feeOfPeriod().isPositive() || terms.feeOfSetup().isPositive()
            ? Stream.of(AWAITING_PAYMENT, PAYMENT_OVERDUE, PAYMENT_METHOD_REQUIRED)
            : Stream.empty();
    Stream<Code> use =
        terms.allPrices().isEmpty() && terms.models().isEmpty()
            ? Stream.empty()
            : terms.billing() == PlanTerms.Billing.postpaid
                ? Stream.of(PAYMENT_OVERDUE, SPEND_LIMIT_REACHED)
                : Stream.of(INSUFFICIENT_CREDITS, CREDITS_HELD);
    Stream<Code> trial = terms.trial() > 0 ? Stream.of(TRIAL_ENDED) : Stream.empty();
    return Stream.of(fee, use, trial).flatMap(codes -> codes).distinct();
  }

  private String where(Sold sold, String plan) {
    return text.ofPlan(plan, sold.product().name());
  }

  private Line whole(String name, String says, List<Answer> answers) {
    return new Line(text.wholeApi(), name, says, answers);
  }

  static List<Answer> answers(String tenant, Code... codes) {
    return Arrays.stream(codes).map(code -> Answer.of(tenant, code)).toList();
  }
}
