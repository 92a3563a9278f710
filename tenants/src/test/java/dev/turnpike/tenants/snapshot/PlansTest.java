package dev.turnpike.tenants.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.definition.TermsText;
import dev.turnpike.tenants.kernel.PlanId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a publisher writes, as the gateway applies it. */
class PlansTest {
  private static final String HEAD =
      """
      billing: postpaid
      currency: USD
      """;

  @Test
  @Tag("R55")
  @Tag("R56")
  void a_plan_sells_the_operations_that_it_names_and_no_other() {
    Plan plan = plan("recurring_fee: \"5\"\noperations: [forecast]");
    assertTrue(plan.sells(new Api.Operation("forecast", "GET", "/forecast/{city}")));
    assertFalse(plan.sells(new Api.Operation("report", "POST", "/reports")));
  }

  @Test
  @Tag("R74")
  @Tag("R75")
  @Tag("R82")
  void each_limit_says_its_kind_unit_scope_and_whether_it_refuses() {
    Plan plan =
        plan(
            """
            recurring_fee: "5"
            limits:
              - {name: burst, kind: rate, quantity: 500, window: second, rolling: true}
              - {name: monthly, kind: allowance, quantity: 10, window: quarter, hard: false}
              - {name: tokens, kind: allowance, unit: output_tokens, quantity: 7, window: year, scope: key}
            """);
    assertEquals(
        List.of(
            new Limit("burst", Limit.Kind.RATE, 500, Limit.Window.SECOND),
            new Limit(
                "monthly",
                Limit.Kind.ALLOWANCE,
                Unit.REQUESTS,
                10,
                Limit.Window.QUARTER,
                Limit.Scope.SUBSCRIPTION,
                false),
            new Limit(
                "tokens",
                Limit.Kind.ALLOWANCE,
                Unit.OUTPUT_TOKENS,
                7,
                Limit.Window.YEAR,
                Limit.Scope.KEY,
                true)),
        plan.limits());
    assertEquals(
        List.of("monthly", "tokens"), plan.exactLimits().stream().map(Limit::name).toList());
  }

  @Test
  @Tag("R81")
  void overage_that_is_off_or_capped_ends_in_a_hard_allowance() {
    Plan plan =
        plan(
            """
            prices:
              - {unit: requests, included: 100, overage: false}
              - {unit: bytes, included: 5, price: "0.01", overage_cap: "0.055"}
            """);
    assertEquals(
        List.of("included-requests 100 true", "capped-bytes 10 true"),
        plan.limits().stream()
            .map(limit -> limit.name() + " " + limit.quantity() + " " + limit.hard())
            .toList());
    assertTrue(plan.isCumulative());
    assertEquals(0, plan.cost(Quantities.ONE_REQUEST.with(Unit.BYTES, 9)).micros());
    assertEquals(90_000, plan.most(Quantities.ONE_REQUEST.with(Unit.BYTES, 9)).micros());
    assertEquals(
        new Quantities(Map.of(Unit.REQUESTS, 1L, Unit.BYTES, 9L)),
        plan.counted(null, Quantities.ONE_REQUEST.with(Unit.BYTES, 9)));
  }

  @Test
  void a_short_request_price_is_a_flat_price() {
    Plan plan = plan("request_price: \"0.01\"");
    assertEquals("0.01 USD", plan.priceOfCall().toString());
    assertEquals("0.01 USD", plan.cost(Quantities.ONE_REQUEST).toString());
    assertFalse(plan.isCumulative());
  }

  @Test
  void what_is_written_reads_as_the_same_terms() {
    TermsText.Good good =
        assertInstanceOf(
            TermsText.Good.class,
            TermsText.read(
                HEAD
                    + """
                    recurring_fee: "5.00"
                    setup_fee: "99.00"
                    period: quarter
                    trial_days: 14
                    prices:
                      - unit: requests
                        included: 5
                        tiers:
                          - {up_to: 10, price: "0.01"}
                          - {price: "0.005"}
                      - {unit: bytes, pack: {size: 1000, price: "1"}}
                    models:
                      - {model: small, input: "0.15", output: "0.60"}
                    limits:
                      - {name: monthly, kind: allowance, quantity: 10, window: month}
                    """));
    assertEquals(
        good, TermsText.read(TermsText.write(good.terms())), TermsText.write(good.terms()));
  }

  private static Plan plan(String terms) {
    TermsText.Good good = assertInstanceOf(TermsText.Good.class, TermsText.read(HEAD + terms));
    return Plans.of(new PlanId(new UUID(0, 1)), "pro", "Pro", good.terms());
  }
}
