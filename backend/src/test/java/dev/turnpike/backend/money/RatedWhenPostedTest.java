package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls of a plan with included units and tiers, rated one by one as they are posted. */
@QuarkusTest
class RatedWhenPostedTest {
  private static final String METERED =
      """
      {"billing":"postpaid","currency":"USD","prices":[{"unit":"requests","included":3,
        "tiers":[{"up_to":2,"price":"0.005"},{"price":"0.002"}]}]}
      """;

  @Inject Cast cast;
  @Inject Subscriptions subscriptions;

  @Test
  @Tag("I10")
  void included_units_come_first_then_the_tiers_and_a_new_period_begins_anew() {
    TenantId acme = cast.tenant("acme-meter", true);
    cast.product(acme, "weather", "public");
    cast.plan(acme, "weather", "metered", METERED);
    TenantId globex = cast.tenant("globex-meter", false);
    Acting gwen = cast.acting(cast.member(globex, "gwen.meter", "owner"), "globex-meter");
    ApplicationId robot = cast.application(gwen, "robot");
    SubscriptionId id =
        assertInstanceOf(
                Outcome.Done.class,
                await(
                    () ->
                        subscriptions.request(
                            gwen,
                            new PlanChoice(robot, "acme-meter", "weather", "metered", Mode.TEST))))
            .id();
    long[] expected = {0, 0, 0, 5_000, 5_000, 2_000, 2_000};
    for (long micros : expected) {
      assertEquals(micros, rate(id, 1, "2026-05-31T20:00:00Z"));
    }
    assertEquals(4_000, rate(id, 2, "2026-05-31T23:59:59Z"));
    assertEquals(0, rate(id, 3, "2026-06-01T00:00:00Z"));

    cast.sql("update account set zone = 'Pacific/Auckland' where consumer_id = ?", globex.value());
    assertEquals(
        5_000,
        rate(id, 1, "2026-06-01T00:00:00Z") + rate(id, 3, "2026-05-31T12:00:00Z"),
        "in Auckland June began at noon");
  }

  private long rate(SubscriptionId id, int calls, String at) {
    return Long.parseLong(
        cast.one(
            "select rate_usage(s.id, s.plan_revision_id, jsonb_build_object('REQUESTS', ?),"
                + " cast(? as timestamptz)) from subscription s where s.id = ?",
            calls,
            at,
            id.value()));
  }
}
