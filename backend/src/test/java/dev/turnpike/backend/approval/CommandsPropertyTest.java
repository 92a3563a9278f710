package dev.turnpike.backend.approval;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.approval.Answers;
import dev.turnpike.tenants.approval.Approvals;
import dev.turnpike.tenants.approval.Yes;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.period.Renewals;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.subscription.Transfers;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random commands by random people: no move that the machine does not have, no change without its
 * audit event, no event without a change, and a step's number is always one more than its
 * decisions. {@code -Dturnpike.seeds=} how many histories, {@code -Dturnpike.seed=} one alone.
 */
@QuarkusTest
class CommandsPropertyTest {
  private static final int COMMANDS = 40;

  private static final Map<String, Set<String>> MOVES =
      Map.of(
          "requested",
          Set.of("requested", "rejected", "awaiting_payment", "active", "trialing", "ended"),
          "rejected",
          Set.of("rejected"),
          "awaiting_payment",
          Set.of("awaiting_payment", "active", "ended"),
          "active",
          Set.of("active", "past_due", "ended"),
          "trialing",
          Set.of("trialing", "active", "ended"),
          "ended",
          Set.of("ended", "awaiting_payment", "active"));

  @Inject Cast cast;
  @Inject Plaza plaza;
  @Inject Approvals approvals;
  @Inject Answers answers;
  @Inject Subscriptions subscriptions;
  @Inject Renewals renewals;
  @Inject Hindrances hindrances;
  @Inject Transfers transfers;

  @Test
  @Tag("R189")
  void no_illegal_state_and_no_missing_audit_event() {
    String one = System.getProperty("turnpike.seed");
    int seeds = one == null ? Integer.getInteger("turnpike.seeds", 4) : 1;
    Plaza.People it = plaza.people("property");
    plaza.free(it, "three", steps("consumer-approval", "publisher-approval"));
    plaza.free(it, "two", "{\"kind\":\"publisher-approval\",\"approvals\":2}," + terms());
    plaza.paid(it, "pays", terms() + "," + steps("publisher-approval"));
    plaza.free(it, "open", "");
    for (int i = 0; i < seeds; i++) {
      history(it, one == null ? 4_711L + i : Long.parseLong(one));
    }
  }

  private static String steps(String... kinds) {
    List<String> all = new ArrayList<>();
    for (String kind : kinds) {
      all.add("{\"kind\":\"" + kind + "\"}");
    }
    return String.join(",", all);
  }

  private static String terms() {
    return "{\"kind\":\"terms\",\"text\":\"Be kind.\",\"revision\":\"1\"}";
  }

  private void history(Plaza.People it, long seed) {
    Random random = new Random(seed);
    String plan = List.of("three", "two", "pays", "open").get(random.nextInt(4));
    ApplicationId from = cast.application(it.dave(), "from-" + seed);
    List<ApplicationId> applications = List.of(from, cast.application(it.dave(), "to-" + seed));
    SubscriptionId id = plaza.asks(it, it.dave(), from, plan);
    List<Acting> people =
        List.of(it.olivia(), it.anton(), it.aida(), it.edda(), it.gwen(), it.bea(), it.dave());
    StringBuilder told = new StringBuilder("seed " + seed + ", plan " + plan);
    for (int i = 0; i < COMMANDS; i++) {
      Acting who = people.get(random.nextInt(people.size()));
      int version = Integer.parseInt(one("select version from subscription where id = ?", id));
      int stale = random.nextInt(8) == 0 ? version - 1 : version;
      int what = random.nextInt(12);
      told.append("\n").append(who).append(" does ").append(what);
      step(
          told,
          id,
          () -> command(what, who, id, stale, applications.get(random.nextInt(2)), random));
    }
  }

  private Uni<Outcome> command(
      int what, Acting who, SubscriptionId id, int version, ApplicationId to, Random random) {
    return switch (what) {
      case 0, 1, 2 -> approvals.approve(who, id, version, "");
      case 3 ->
          approvals.approve(
              who,
              id,
              version,
              new Yes("", null, Instant.now().plus(Duration.ofDays(1 + random.nextInt(50)))));
      case 4 -> approvals.reject(who, id, version, random.nextBoolean() ? "no" : "");
      case 5 -> answers.accept(who, id, version, "1");
      case 6 -> subscriptions.cancel(who, id);
      case 7 -> renewals.renew(who, id, null);
      case 8 -> random.nextBoolean() ? hindrances.pause(who, id, "") : hindrances.resume(who, id);
      case 9 -> random.nextBoolean() ? hindrances.block(who, id, "x") : hindrances.unblock(who, id);
      case 10 -> transfers.transfer(who, id, to);
      default -> renewals.cancelAtPeriodEnd(who, id);
    };
  }

  private void step(StringBuilder told, SubscriptionId id, Supplier<Uni<Outcome>> command) {
    String before = facts(id);
    String from = one("select state from subscription where id = ?", id);
    int audited = audited(id);
    boolean done;
    try {
      Outcome outcome = await(command);
      done = outcome instanceof Outcome.Done;
      told.append(": ").append(outcome);
    } catch (Forbidden forbidden) {
      done = false;
      told.append(": forbidden");
    }
    String to = one("select state from subscription where id = ?", id);
    if (!MOVES.getOrDefault(from, Set.of()).contains(to)) {
      fail("from " + from + " to " + to + "\n" + told);
    }
    boolean changed = !before.equals(facts(id));
    int events = audited(id) - audited;
    assertTrue(done || !changed, () -> "refused, but it changed\n" + told);
    assertEquals(changed ? 1 : 0, events, () -> "events of one command\n" + told);
    if (to.equals("requested")) {
      assertEquals(
          one("select facts ->> 'position' from subscription where id = ?", id),
          one(
              "select cast(count(*) + 1 as text) from approval where subscription_id = ?"
                  + " and verdict = 'approved'",
              id),
          told::toString);
    }
  }

  /** All that a command may change, without what time alone does. */
  private String facts(SubscriptionId id) {
    return one(
            "select concat_ws(' ', state, facts, version, application_id, renews, agreed_end)"
                + " from subscription where id = ?",
            id)
        + one("select count(*) || '' from approval where subscription_id = ?", id)
        + one("select count(*) || '' from approval_vote where subscription_id = ?", id)
        + one(
            "select coalesce(string_agg(kind, ',' order by kind), '') from hindrance"
                + " where subscription_id = ?",
            id);
  }

  private int audited(SubscriptionId id) {
    return Integer.parseInt(
        cast.one("select count(*) from audit where subject_id = ?", id.toString()));
  }

  private String one(String sql, SubscriptionId id) {
    return cast.one(sql, id.value());
  }
}
