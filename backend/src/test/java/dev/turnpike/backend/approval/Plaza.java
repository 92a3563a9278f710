package dev.turnpike.backend.approval;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A publisher with approvers and a consumer with a budget owner and a developer; plans are made by
 * each test, with the process that it is about.
 */
@ApplicationScoped
public class Plaza {
  private final Cast cast;
  private final Subscriptions subscriptions;

  Plaza(Cast cast, Subscriptions subscriptions) {
    this.cast = cast;
    this.subscriptions = subscriptions;
  }

  /** Who is there. */
  record People(
      String slug,
      TenantId acme,
      TenantId globex,
      Acting olivia,
      Acting anton,
      Acting aida,
      Acting edda,
      Acting gwen,
      Acting bea,
      Acting dave,
      ApplicationId robot) {}

  People people(String own) {
    String acmeSlug = "acme-" + own;
    String globexSlug = "globex-" + own;
    TenantId acme = cast.tenant(acmeSlug, true);
    TenantId globex = cast.tenant(globexSlug, false);
    cast.product(acme, "weather", "public");
    Acting dave = member(globex, globexSlug, "dave", own, "developer");
    return new People(
        own,
        acme,
        globex,
        member(acme, acmeSlug, "olivia", own, "owner"),
        member(acme, acmeSlug, "anton", own, "approver"),
        member(acme, acmeSlug, "aida", own, "approver"),
        member(acme, acmeSlug, "edda", own, "editor"),
        member(globex, globexSlug, "gwen", own, "owner"),
        member(globex, globexSlug, "bea", own, "billing"),
        dave,
        cast.application(dave, "robot"));
  }

  private Acting member(TenantId tenant, String slug, String name, String own, String role) {
    return cast.acting(cast.member(tenant, name + ".w" + own, role), slug);
  }

  /** A plan that costs nothing but these steps. */
  void free(People people, String slug, String steps) {
    cast.plan(
        people.acme(),
        "weather",
        slug,
        "{\"billing\":\"free\",\"currency\":\"USD\",\"process\":[" + steps + "]}");
  }

  /** A plan for 9 USD a month behind these steps. */
  void paid(People people, String slug, String steps) {
    cast.plan(
        people.acme(),
        "weather",
        slug,
        "{\"billing\":\"postpaid\",\"currency\":\"USD\",\"recurring_fee\":\"9.00\",\"process\":["
            + steps
            + "]}");
  }

  SubscriptionId asks(People people, Acting who, String plan) {
    return asks(people, who, people.robot(), plan);
  }

  SubscriptionId asks(People people, Acting who, ApplicationId application, String plan) {
    Outcome outcome =
        await(
            () ->
                subscriptions.request(
                    who,
                    new PlanChoice(
                        application, people.olivia().slug(), "weather", plan, Mode.TEST)));
    return assertInstanceOf(Outcome.Done.class, outcome).id();
  }

  Subscribed now(Acting acting, SubscriptionId id) {
    return await(() -> subscriptions.find(acting, id)).orElseThrow();
  }
}
