package dev.turnpike.backend.approval;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.approval.Answers;
import dev.turnpike.tenants.approval.Approvals;
import dev.turnpike.tenants.approval.Comments;
import dev.turnpike.tenants.approval.Delegations;
import dev.turnpike.tenants.approval.Inbox;
import dev.turnpike.tenants.approval.RequestFile;
import dev.turnpike.tenants.approval.RequestFiles;
import dev.turnpike.tenants.approval.Yes;
import dev.turnpike.tenants.due.AccountClock;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.period.Renewals;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.subscription.Transfers;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@QuarkusTest
class StepsTest {
  private static final String CONSUMER = "{\"kind\":\"consumer-approval\"}";
  private static final String PUBLISHER = "{\"kind\":\"publisher-approval\"}";
  private static final String TERMS =
      "{\"kind\":\"terms\",\"text\":\"Be kind.\",\"revision\":\"2026-11\"}";
  private static final String FORM =
      "{\"kind\":\"form\",\"questions\":[{\"name\":\"purpose\",\"label\":\"What for?\"},"
          + "{\"name\":\"region\",\"label\":\"Where?\",\"required\":false,"
          + "\"choices\":[\"EU\",\"US\"]}]}";

  @Inject Cast cast;
  @Inject Plaza plaza;
  @Inject Approvals approvals;
  @Inject Answers answers;
  @Inject Inbox inbox;
  @Inject RequestFiles files;
  @Inject Comments comments;
  @Inject Delegations delegations;
  @Inject Subscriptions subscriptions;
  @Inject Transfers transfers;
  @Inject Renewals renewals;
  @Inject AccountClock clock;

  private Plaza.People it;

  @BeforeEach
  void make(TestInfo test) {
    it = plaza.people(Integer.toHexString(test.getDisplayName().hashCode()));
  }

  @Test
  @Tag("R187")
  @Tag("R189")
  void three_steps_of_both_sides_then_terms_then_the_first_payment() {
    plaza.paid(it, "team", CONSUMER + "," + PUBLISHER + "," + TERMS + ",{\"kind\":\"payment\"}");
    SubscriptionId id = plaza.asks(it, it.dave(), "team");
    assertEquals(new Requested(1, 3), state(id));
    assertEquals(List.of(), await(() -> inbox.ofPublisher(it.anton())).requests());
    assertTrue(await(() -> inbox.ofConsumer(it.bea())).requests().getFirst().mine());
    assertFalse(await(() -> inbox.ofConsumer(it.dave())).requests().getFirst().mine());
    conflict(() -> approvals.approve(it.anton(), id, 0, ""));
    assertThrows(Forbidden.class, () -> await(() -> approvals.approve(it.dave(), id, 0, "")));
    done(() -> approvals.approve(it.bea(), id, 0, "in the budget"));
    conflict(() -> approvals.approve(it.bea(), id, 1, ""));
    done(() -> approvals.approve(it.anton(), id, 1, ""));
    assertEquals(new Requested(3, 3), state(id));
    conflict(() -> approvals.approve(it.anton(), id, 2, ""));
    invalid("revision", () -> answers.accept(it.dave(), id, 2, "2025-01"));
    done(() -> answers.accept(it.dave(), id, 2, "2026-11"));
    assertEquals("9.00 USD", assertInstanceOf(AwaitingPayment.class, state(id)).due().toString());
    RequestFile file = await(() -> files.find(it.olivia(), id)).orElseThrow();
    assertEquals("2026-11", file.steps().get(2).decision().facts().get("revision"));
    assertEquals("Be kind.", file.steps().get(2).terms().text());
    assertEquals("in the budget", file.steps().getFirst().decision().reason());
    assertEquals(null, file.steps().getFirst().decision().name(), "of the other side's people");
    assertEquals(
        "3", cast.one("select count(*) from approval where subscription_id = ?", id.value()));
    assertEquals(
        "4",
        cast.one(
            "select count(*) from audit where subject_id = ? and person_id is not null",
            id.toString()));
  }

  @Test
  void a_form_wants_its_answers_and_keeps_them() {
    plaza.free(it, "asks", FORM);
    SubscriptionId id = plaza.asks(it, it.dave(), "asks");
    invalid("purpose", () -> answers.answer(it.dave(), id, 0, Map.of("purpose", " ")));
    invalid(
        "region", () -> answers.answer(it.dave(), id, 0, Map.of("purpose", "x", "region", "Mars")));
    conflict(() -> answers.accept(it.dave(), id, 0, "x"));
    done(() -> answers.answer(it.dave(), id, 0, Map.of("purpose", "A map", "other", "no")));
    assertInstanceOf(Active.class, state(id));
    conflict(() -> answers.answer(it.dave(), id, 1, Map.of("purpose", "again")));
    RequestFile file = await(() -> files.find(it.anton(), id)).orElseThrow();
    assertEquals(
        Map.of("purpose", "A map", "region", ""), file.steps().getFirst().decision().facts());
  }

  @Test
  void two_of_a_role_have_to_agree_and_nobody_speaks_twice() {
    plaza.free(it, "two", "{\"kind\":\"publisher-approval\",\"approvals\":2}");
    SubscriptionId id = plaza.asks(it, it.dave(), "two");
    done(() -> approvals.approve(it.anton(), id, 0, "fine"));
    assertEquals(new Requested(1, 1), state(id));
    conflict(() -> approvals.approve(it.anton(), id, 0, "again"));
    assertEquals("subscription.vote-given", lastAction(id));
    done(() -> approvals.approve(it.aida(), id, 0, ""));
    assertInstanceOf(Active.class, state(id));
  }

  @Test
  void another_role_decides_when_the_step_says_so() {
    plaza.free(it, "edits", "{\"kind\":\"publisher-approval\",\"role\":\"editor\"}");
    SubscriptionId id = plaza.asks(it, it.dave(), "edits");
    assertThrows(Forbidden.class, () -> await(() -> approvals.approve(it.anton(), id, 0, "")));
    done(() -> approvals.approve(it.edda(), id, 0, ""));
  }

  @Test
  void who_is_away_is_stood_in_for_and_both_names_are_kept() {
    plaza.free(it, "partner", PUBLISHER);
    SubscriptionId id = plaza.asks(it, it.dave(), "partner");
    assertThrows(Forbidden.class, () -> await(() -> approvals.approve(it.edda(), id, 0, "")));
    Instant now = Instant.now();
    assertInstanceOf(
        Delegations.Arranged.Done.class,
        await(
            () ->
                delegations.arrange(
                    it.anton(),
                    it.edda().person(),
                    now.minusSeconds(60),
                    now.plus(Duration.ofDays(3)))));
    assertInstanceOf(
        Delegations.Arranged.Invalid.class,
        await(
            () ->
                delegations.arrange(
                    it.anton(), it.dave().person(), now, now.plus(Duration.ofDays(3)))),
        "of another tenant");
    assertTrue(await(() -> inbox.ofPublisher(it.edda())).requests().getFirst().mine());
    done(() -> approvals.approve(it.edda(), id, 0, ""));
    RequestFile file = await(() -> files.find(it.olivia(), id)).orElseThrow();
    assertEquals(it.edda().visitor().name(), file.steps().getFirst().decision().name());
    assertEquals(it.anton().visitor().name(), file.steps().getFirst().decision().onBehalfOf());
  }

  @Test
  void nobody_approves_the_spending_that_they_asked_for() {
    plaza.free(it, "spends", CONSUMER);
    SubscriptionId id = plaza.asks(it, it.bea(), "spends");
    assertInstanceOf(Outcome.OwnRequest.class, await(() -> approvals.approve(it.bea(), id, 0, "")));
    done(() -> approvals.approve(it.gwen(), id, 0, ""));
  }

  @Test
  void a_consumers_approver_refuses_with_a_reason() {
    plaza.free(it, "spends", CONSUMER + "," + PUBLISHER);
    SubscriptionId id = plaza.asks(it, it.dave(), "spends");
    invalid("reason", () -> approvals.reject(it.bea(), id, 0, " "));
    done(() -> approvals.reject(it.bea(), id, 0, "Too dear."));
    assertEquals(new Rejected("Too dear."), state(id));
    assertEquals(
        "1",
        cast.one(
            "select count(*) from notice where subject = ? and kind = 'request-refused'",
            id.value()));
  }

  @Test
  void dates_that_are_set_at_approval_are_kept_to() {
    plaza.free(it, "partner", PUBLISHER);
    SubscriptionId id = plaza.asks(it, it.dave(), "partner");
    Instant now = Instant.now();
    Instant start = now.plus(Duration.ofDays(10));
    Instant end = now.plus(Duration.ofDays(40));
    invalid("ends_at", () -> approvals.approve(it.anton(), id, 0, new Yes("", end, start)));
    done(() -> approvals.approve(it.anton(), id, 0, new Yes("", start, end)));
    assertEquals(new Requested(2, 2), state(id));
    forward(id, Duration.ofDays(11));
    Active active = assertInstanceOf(Active.class, state(id));
    assertEquals(end.getEpochSecond(), active.until().getEpochSecond());
    forward(id, Duration.ofDays(23));
    assertEquals(
        "1",
        cast.one(
            "select count(*) from notice where subject = ? and kind = 'ends-soon'", id.value()));
    forward(id, Duration.ofDays(8));
    assertEquals(new Ended(SubscriptionState.Reason.EXPIRED), state(id));
    conflict(() -> renewals.renew(it.dave(), id, null));
  }

  @Test
  void time_reminds_passes_up_and_refuses() {
    plaza.free(it, "slow", "{\"kind\":\"publisher-approval\",\"days\":4}");
    SubscriptionId id = plaza.asks(it, it.dave(), "slow");
    forward(id, Duration.ofHours(1));
    assertEquals("1", letters(id, "1 opened"));
    forward(id, Duration.ofDays(2));
    assertEquals("1", letters(id, "1 reminded"));
    assertEquals("0", letters(id, "1 escalated"));
    forward(id, Duration.ofDays(2));
    assertEquals("1", letters(id, "1 escalated"));
    assertEquals("subscription.escalated", lastAction(id));
    assertEquals(
        it.olivia().visitor().email(),
        cast.one(
            "select m.address from mail m join notice n on n.id = m.notice_id"
                + " where n.subject = ? and n.period = '1 escalated'",
            id.value()));
    forward(id, Duration.ofDays(4));
    assertTrue(
        assertInstanceOf(Rejected.class, state(id)).reason().startsWith("Nobody decided step 1"));
  }

  @Test
  void letters_go_to_those_who_can_act() {
    plaza.free(it, "spends", CONSUMER);
    SubscriptionId id = plaza.asks(it, it.dave(), "spends");
    forward(id, Duration.ofHours(1));
    assertEquals(
        it.bea().visitor().email() + "," + it.gwen().visitor().email(),
        cast.one(
            "select string_agg(m.address, ',' order by m.address) from mail m"
                + " join notice n on n.id = m.notice_id where n.subject = ?",
            id.value()));
    assertEquals(
        "/home/" + it.gwen().slug() + "/inbox",
        cast.one("select path from notice where subject = ?", id.value()));
  }

  @Test
  void internal_comments_are_one_sides_own() {
    plaza.free(it, "partner", PUBLISHER);
    SubscriptionId id = plaza.asks(it, it.dave(), "partner");
    done(() -> comments.add(it.dave(), id, "We are in a hurry.", false));
    done(() -> comments.add(it.anton(), id, "Who are they?", true));
    done(() -> comments.add(it.bea(), id, "Do not tell them.", true));
    invalid("text", () -> comments.add(it.anton(), id, " ", true));
    assertEquals(List.of("We are in a hurry.", "Who are they?"), said(it.olivia(), id));
    assertEquals(List.of("We are in a hurry.", "Do not tell them."), said(it.gwen(), id));
  }

  @Test
  void several_are_decided_at_once_and_each_is_told_by_itself() {
    plaza.free(it, "partner", PUBLISHER);
    SubscriptionId one = plaza.asks(it, it.dave(), "partner");
    ApplicationId other = cast.application(it.dave(), "other");
    SubscriptionId two = plaza.asks(it, it.dave(), other, "partner");
    List<Approvals.Answer> told =
        await(
            () ->
                approvals.decideAll(
                    it.anton(),
                    List.of(new Approvals.Choice(one, 0), new Approvals.Choice(two, 7)),
                    true,
                    "welcome"));
    assertInstanceOf(Outcome.Done.class, told.getFirst().outcome());
    assertInstanceOf(Outcome.Conflict.class, told.getLast().outcome());
    assertInstanceOf(Active.class, state(one));
    assertInstanceOf(Requested.class, state(two));
  }

  @Test
  void what_was_withdrawn_is_not_approved_by_renewing_it() {
    plaza.free(it, "partner", PUBLISHER);
    SubscriptionId id = plaza.asks(it, it.dave(), "partner");
    done(() -> subscriptions.cancel(it.dave(), id));
    assertEquals(new Ended(SubscriptionState.Reason.CANCELED), state(id));
    conflict(() -> renewals.renew(it.dave(), id, null));
    conflict(() -> approvals.approve(it.anton(), id, 1, ""));
  }

  @Test
  void a_hand_over_takes_the_block_along_and_both_applications_are_read_anew() {
    plaza.free(it, "open", "");
    SubscriptionId id = plaza.asks(it, it.dave(), "open");
    ApplicationId other = cast.application(it.dave(), "other");
    ApplicationId foreign = cast.application(it.olivia(), "foreign");
    invalid("application", () -> transfers.transfer(it.dave(), id, foreign));
    conflict(() -> transfers.transfer(it.dave(), id, it.robot()));
    done(() -> transfers.transfer(it.dave(), id, other));
    assertEquals(other, plaza.now(it.dave(), id).application());
    assertEquals("subscription.transferred", lastAction(id));
    for (ApplicationId each : List.of(it.robot(), other)) {
      assertEquals(
          "t",
          cast.one(
              "select exists (select from change where subject = ? and kind = 'application'"
                  + " and at > now() - interval '1 minute')",
              each.value()));
    }
    assertInstanceOf(
        Outcome.Unknown.class,
        await(() -> transfers.transfer(it.olivia(), id, foreign)),
        "the publisher is not its owner");
  }

  @Test
  void requests_keep_the_steps_they_began_with() {
    plaza.free(it, "partner", PUBLISHER);
    SubscriptionId id = plaza.asks(it, it.dave(), "partner");
    cast.sql(
        "update plan_revision set terms = jsonb_set(terms, '{process}', '[]') where tenant_id = ?",
        it.acme().value());
    assertEquals(1, await(() -> files.find(it.dave(), id)).orElseThrow().steps().size());
    done(() -> approvals.approve(it.anton(), id, 0, ""));
  }

  private SubscriptionState state(SubscriptionId id) {
    return plaza.now(it.dave(), id).state();
  }

  private List<String> said(Acting acting, SubscriptionId id) {
    return await(() -> files.find(acting, id)).orElseThrow().comments().stream()
        .map(Comments.Comment::text)
        .toList();
  }

  private void forward(SubscriptionId id, Duration by) {
    Subscribed held = plaza.now(it.gwen(), id);
    Instant now = await(() -> clock.of(it.globex(), held.account())).orElseThrow().now();
    AccountClock.Moved moved = await(() -> clock.move(it.gwen(), held.account(), now.plus(by)));
    assertEquals(
        List.of(), assertInstanceOf(AccountClock.Moved.Done.class, moved).round().troubles());
  }

  private String letters(SubscriptionId id, String period) {
    return cast.one(
        "select count(*) from notice where subject = ? and period = ?", id.value(), period);
  }

  private String lastAction(SubscriptionId id) {
    return cast.one(
        "select action from audit where subject_id = ? order by id desc limit 1", id.toString());
  }

  private static void done(Supplier<Uni<Outcome>> command) {
    assertInstanceOf(Outcome.Done.class, await(command));
  }

  private static void conflict(Supplier<Uni<Outcome>> command) {
    assertInstanceOf(Outcome.Conflict.class, await(command));
  }

  private static void invalid(String field, Supplier<Uni<Outcome>> command) {
    assertEquals(field, assertInstanceOf(Outcome.Invalid.class, await(command)).field());
  }
}
