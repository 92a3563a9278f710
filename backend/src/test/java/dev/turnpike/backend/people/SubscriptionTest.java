package dev.turnpike.backend.people;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.approval.Approvals;
import dev.turnpike.tenants.approval.Decisions;
import dev.turnpike.tenants.approval.Inbox;
import dev.turnpike.tenants.approval.PendingRequest;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@QuarkusTest
class SubscriptionTest {
  private static final String FREE = "{\"billing\":\"free\",\"currency\":\"USD\"}";
  private static final String PARTNER =
      "{\"billing\":\"free\",\"currency\":\"USD\",\"process\":[{\"kind\":\"publisher-approval\"}]}";
  private static final String TWICE =
      "{\"billing\":\"prepaid\",\"currency\":\"USD\",\"recurring_fee\":\"49.00\",\"process\":"
          + "[{\"kind\":\"publisher-approval\"},{\"kind\":\"publisher-approval\"}]}";
  private static final String PRO =
      "{\"billing\":\"postpaid\",\"currency\":\"USD\",\"recurring_fee\":\"49.00\"}";
  private static final String EURO =
      "{\"billing\":\"prepaid\",\"currency\":\"EUR\",\"request_price\":\"0.01\"}";

  @Inject Cast cast;
  @Inject Subscriptions subscriptions;
  @Inject Approvals approvals;
  @Inject Decisions decisions;
  @Inject Inbox inbox;
  @Inject Hindrances hindrances;
  @Inject Lifecycle lifecycle;
  @Inject Tenancy tenancy;

  private String publisher;
  private TenantId acme;
  private Acting anton;
  private Acting olivia;
  private Acting edda;
  private Acting gwen;
  private ApplicationId storefront;

  @BeforeEach
  void make(TestInfo test) {
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    publisher = "acme-" + own;
    acme = cast.tenant(publisher, true);
    TenantId globex = cast.tenant("globex-" + own, false);
    anton = cast.acting(cast.member(acme, "anton." + own, "approver"), publisher);
    olivia = cast.acting(cast.member(acme, "olivia." + own, "owner"), publisher);
    edda = cast.acting(cast.member(acme, "edda." + own, "editor"), publisher);
    gwen = cast.acting(cast.member(globex, "gwen." + own, "owner"), "globex-" + own);
    cast.product(acme, "weather", "public");
    cast.plan(acme, "weather", "free", FREE);
    cast.plan(acme, "weather", "partner", PARTNER);
    cast.plan(acme, "weather", "twice", TWICE);
    cast.plan(acme, "weather", "pro", PRO);
    cast.product(acme, "maps", "public");
    cast.plan(acme, "maps", "euro", EURO);
    cast.product(acme, "inner", "private");
    cast.plan(acme, "inner", "free", FREE);
    storefront = cast.application(gwen, "storefront");
  }

  @Test
  void a_free_plan_is_active_at_once_with_an_account_and_a_wallet() {
    Outcome.Done done = done(ask("weather", "free"));
    assertInstanceOf(SubscriptionState.Active.class, done.state());
    Subscribed seen = await(() -> subscriptions.ofConsumer(gwen)).getFirst();
    assertEquals(done.id(), seen.id());
    assertEquals("weather", seen.product());
    assertEquals(Mode.TEST, seen.mode());
    assertEquals(
        "1 USD",
        cast.one(
            "select count(*) || ' ' || max(currency) from wallet where account_id = ?",
            seen.account().value()));
    assertEquals(seen.id(), await(() -> subscriptions.ofPublisher(olivia)).getFirst().id());
    assertEquals("subscription.requested", lastAction(done.id()));
    assertInstanceOf(Outcome.Conflict.class, ask("weather", "pro"));
  }

  @Test
  void money_that_is_due_in_advance_is_awaited() {
    SubscriptionState state = done(ask("weather", "pro")).state();
    assertEquals(
        "49.00 USD",
        assertInstanceOf(SubscriptionState.AwaitingPayment.class, state).due().toString());
  }

  @Test
  void what_a_stranger_may_not_see_cannot_be_asked_for() {
    assertInstanceOf(Outcome.Unknown.class, ask("inner", "free"));
    assertInstanceOf(Outcome.Unknown.class, ask("weather", "none"));
    ApplicationId others = cast.application(olivia, "other");
    assertInstanceOf(
        Outcome.Unknown.class,
        await(
            () ->
                subscriptions.request(
                    gwen, new PlanChoice(others, publisher, "weather", "free", Mode.TEST))));
  }

  @Test
  void an_account_has_one_currency() {
    done(ask("weather", "free"));
    assertInstanceOf(Outcome.Conflict.class, ask("maps", "euro"));
  }

  @Test
  @Tag("R187")
  void an_approval_activates_and_keeps_who_decided() {
    SubscriptionId id = done(ask("weather", "partner")).id();
    PendingRequest asked = inbox(anton).getFirst();
    assertEquals(id, asked.subscription().id());
    assertEquals(gwen.visitor().name(), asked.askedBy());
    assertEquals("0.00 USD", asked.balance().toString());
    assertEquals(List.of(), asked.history());
    assertFalse(asked.own());
    Outcome.Done done = done(await(() -> approvals.approve(anton, id, 0, "welcome")));
    assertInstanceOf(SubscriptionState.Active.class, done.state());
    assertEquals(List.of(), inbox(anton));
    assertEquals(
        anton.visitor().name(), await(() -> decisions.latest(olivia, 10)).getFirst().decidedBy());
    assertEquals("subscription.approved", lastAction(id));
    assertEquals(
        "t",
        cast.one(
            "select exists (select from change where subject = ? and kind = 'application')",
            storefront.value()));
  }

  @Test
  void a_refusal_needs_a_reason_and_tells_it() {
    SubscriptionId id = done(ask("weather", "partner")).id();
    assertInstanceOf(Outcome.Invalid.class, await(() -> approvals.reject(anton, id, 0, "  ")));
    done(await(() -> approvals.reject(anton, id, 0, "We know you.")));
    Subscribed seen = await(() -> subscriptions.find(gwen, id)).orElseThrow();
    assertEquals(new SubscriptionState.Rejected("We know you."), seen.state());
    SubscriptionId again = done(ask("weather", "partner")).id();
    PendingRequest asked = inbox(anton).getFirst();
    assertEquals(again, asked.subscription().id());
    assertEquals("rejected", asked.history().getFirst().state());
  }

  @Test
  void of_two_deciders_at_once_one_wins_and_one_is_told() {
    SubscriptionId id = done(ask("weather", "twice")).id();
    List<Outcome> answers =
        await(
            () ->
                Uni.join()
                    .all(
                        List.of(
                            approvals.approve(anton, id, 0, ""),
                            approvals.reject(olivia, id, 0, "no")))
                    .andFailFast());
    assertEquals(1, answers.stream().filter(Outcome.Done.class::isInstance).count());
    assertEquals(1, answers.stream().filter(Outcome.Conflict.class::isInstance).count());
    assertEquals(
        "1", cast.one("select count(*) from approval where subscription_id = ?", id.value()));
  }

  @Test
  void steps_are_decided_one_after_the_other_and_payment_comes_last() {
    SubscriptionId id = done(ask("weather", "twice")).id();
    assertEquals(
        new SubscriptionState.Requested(2, 2),
        done(await(() -> approvals.approve(anton, id, 0, ""))).state());
    assertInstanceOf(Outcome.Conflict.class, await(() -> approvals.approve(olivia, id, 0, "")));
    assertInstanceOf(
        SubscriptionState.AwaitingPayment.class,
        done(await(() -> approvals.approve(olivia, id, 1, ""))).state());
    Outcome paid =
        await(
            () ->
                tenancy.as(
                    gwen.tenant(),
                    session ->
                        lifecycle.move(
                            session,
                            id,
                            new Lifecycle.Actor(gwen.tenant(), gwen.person()),
                            "subscription.paid",
                            state ->
                                state instanceof SubscriptionState.AwaitingPayment awaiting
                                    ? Optional.of(awaiting.paid(Instant.EPOCH))
                                    : Optional.empty())));
    assertInstanceOf(SubscriptionState.Active.class, done(paid).state());
  }

  @Test
  void nobody_decides_their_own_request_unless_they_are_alone() {
    ApplicationId own = cast.application(olivia, "own");
    SubscriptionId id =
        done(await(
                () ->
                    subscriptions.request(
                        olivia, new PlanChoice(own, publisher, "weather", "partner", Mode.TEST))))
            .id();
    assertInstanceOf(Outcome.OwnRequest.class, await(() -> approvals.approve(olivia, id, 0, "")));
    assertTrue(inbox(olivia).getFirst().own());
    done(await(() -> approvals.approve(anton, id, 0, "")));

    TenantId solo = cast.tenant("solo-" + publisher.substring(5), true);
    Acting sol =
        cast.acting(
            cast.member(solo, "sol." + publisher, "owner"), "solo-" + publisher.substring(5));
    cast.product(solo, "weather", "public");
    cast.plan(solo, "weather", "partner", PARTNER);
    ApplicationId app = cast.application(sol, "app");
    SubscriptionId alone =
        done(await(
                () ->
                    subscriptions.request(
                        sol, new PlanChoice(app, sol.slug(), "weather", "partner", Mode.TEST))))
            .id();
    done(await(() -> approvals.approve(sol, alone, 0, "")));
  }

  @Test
  void nobody_decides_for_the_other_side_in_a_second_role() {
    String email = "both." + publisher;
    cast.member(acme, email, "approver");
    cast.member(gwen.tenant(), email, "developer");
    Acting both = cast.acting(email + "@example.com", publisher);
    SubscriptionId id = done(ask("weather", "partner")).id();
    assertInstanceOf(Outcome.OwnRequest.class, await(() -> approvals.approve(both, id, 0, "")));
  }

  @Test
  void roles_and_tenants_that_may_not_decide_do_not() {
    SubscriptionId id = done(ask("weather", "partner")).id();
    assertThrows(Forbidden.class, () -> await(() -> approvals.approve(edda, id, 0, "")));
    assertInstanceOf(Outcome.Conflict.class, await(() -> approvals.approve(gwen, id, 0, "")));
    TenantId initech = cast.tenant("initech-" + publisher.substring(5), true);
    Acting ines =
        cast.acting(
            cast.member(initech, "ines." + publisher, "owner"),
            "initech-" + publisher.substring(5));
    assertInstanceOf(Outcome.Unknown.class, await(() -> approvals.approve(ines, id, 0, "")));
    assertTrue(await(() -> subscriptions.find(ines, id)).isEmpty());
    assertEquals(List.of(), inbox(ines));
  }

  @Test
  void pause_and_block_belong_to_their_sides() {
    SubscriptionId id = done(ask("weather", "free")).id();
    done(await(() -> hindrances.pause(gwen, id, "")));
    done(await(() -> hindrances.pause(gwen, id, "")));
    assertInstanceOf(Outcome.Invalid.class, await(() -> hindrances.block(olivia, id, "")));
    done(await(() -> hindrances.block(olivia, id, "Abuse.")));
    Subscribed seen = await(() -> subscriptions.find(gwen, id)).orElseThrow();
    assertTrue(seen.isHindered(Hindrance.Kind.PAUSED));
    assertTrue(seen.isHindered(Hindrance.Kind.BLOCKED));
    assertInstanceOf(Outcome.Unknown.class, await(() -> hindrances.unblock(gwen, id)));
    done(await(() -> hindrances.resume(gwen, id)));
    done(await(() -> hindrances.unblock(olivia, id)));
    assertEquals(List.of(), await(() -> subscriptions.find(gwen, id)).orElseThrow().hindrances());
  }

  @Test
  void a_subscription_outlives_the_publication_of_its_product() {
    SubscriptionId id = done(ask("weather", "free")).id();
    cast.sql("update api set visibility = 'private' where tenant_id = ?", acme.value());
    assertTrue(await(() -> subscriptions.find(gwen, id)).isPresent());
    done(await(() -> subscriptions.cancel(gwen, id)));
    assertInstanceOf(Outcome.Conflict.class, await(() -> subscriptions.cancel(gwen, id)));
    assertInstanceOf(Outcome.Unknown.class, ask("weather", "free"));
  }

  private List<PendingRequest> inbox(Acting publisher) {
    return await(() -> inbox.ofPublisher(publisher)).requests();
  }

  private Outcome ask(String product, String plan) {
    return await(
        () ->
            subscriptions.request(
                gwen, new PlanChoice(storefront, publisher, product, plan, Mode.TEST)));
  }

  private String lastAction(SubscriptionId id) {
    return cast.one(
        "select action from audit where subject_id = ? order by id desc limit 1", id.toString());
  }

  private static Outcome.Done done(Outcome outcome) {
    return assertInstanceOf(Outcome.Done.class, outcome);
  }
}
