package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What used-up limits and short funds mean: 402 only where money helps at once. */
class ConclusionTest {
  private static final Instant RESET = Cast.NOW.plusMillis(90_500);

  @Test
  @Tag("R26")
  @Tag("R33")
  void too_little_credit_says_the_numbers() {
    Deny deny = conclude(Cast.CREDITS, funds("0.12", "0", "0.50"));
    assertEquals(Code.INSUFFICIENT_CREDITS, deny.code());
    assertEquals(
        "This call costs 0.50 USD; 0.12 USD is available. Add credit to go on.", deny.detail());
    assertEquals("top-up", deny.remedies().getFirst().rel());
    assertNull(deny.retryAfter());
  }

  @Test
  void credit_held_by_calls_in_flight_is_worth_waiting_for() {
    Deny deny = conclude(Cast.CREDITS, funds("0.12", "0.38", "0.50"));
    assertEquals(Code.CREDITS_HELD, deny.code());
    assertEquals(Duration.ofSeconds(1), deny.retryAfter());
    assertEquals(
        List.of("wait", "top-up"), deny.remedies().stream().map(Deny.Remedy::rel).toList());
  }

  @Test
  void held_credit_counts_exactly_from_the_price_on() {
    Random random = new Random(402);
    for (int i = 0; i < 1000; i++) {
      long required = 1L + random.nextInt(1_000_000);
      long available = random.nextInt((int) required);
      long held = random.nextInt(1_000_000);
      Leases.FundsShort answer =
          new Leases.FundsShort(micros(available), micros(held), micros(required));
      Code expected = available + held >= required ? Code.CREDITS_HELD : Code.INSUFFICIENT_CREDITS;
      assertEquals(expected, conclude(Cast.CREDITS, answer).code(), answer::toString);
    }
  }

  @Test
  @Tag("R14")
  void an_exact_rate_limit_is_429_until_it_resets() {
    Deny deny = conclude(Cast.PRO, reached(Cast.PER_DAY));
    assertEquals(Code.RATE_LIMITED, deny.code());
    assertEquals(Duration.ofSeconds(91), deny.retryAfter());
  }

  @Test
  @Tag("R15")
  @Tag("R16")
  @Tag("R25")
  @Tag("R32")
  @Tag("R68")
  @Tag("R69")
  @Tag("R81")
  void an_allowance_is_402_where_a_plan_has_more() {
    Deny free = conclude(Cast.FREE, reached(Cast.MONTHLY));
    assertEquals(Code.FREE_TIER_EXHAUSTED, free.code());
    assertEquals("Upgrade to Pro", free.remedies().getFirst().title());
    assertNull(free.retryAfter());

    Plan small = Cast.plan("small", 0, 5_000_000, Set.of(), Cast.MONTHLY);
    assertEquals(Code.QUOTA_EXHAUSTED, conclude(small, reached(Cast.MONTHLY)).code());
  }

  @Test
  @Tag("R6")
  @Tag("R19")
  void an_allowance_is_429_where_no_plan_has_more() {
    Plan lite =
        Cast.plan(
            "lite",
            0,
            0,
            Set.of(),
            new Limit("monthly", Limit.Kind.ALLOWANCE, 500, Limit.Window.MONTH));
    Cast cast =
        Cast.with(
            c -> {
              c.product =
                  new Product(Cast.WEATHER, "weather", "Weather", List.of(lite, Cast.FREE), null);
              c.subscription = Cast.subscription(Cast.FREE, new Standing.Active());
            });
    assertEquals(Code.RATE_LIMITED, conclude(cast, reached(Cast.MONTHLY)).code());
  }

  @Test
  @Tag("R19")
  void a_free_product_never_asks_for_money_however_large_its_other_plans_are() {
    Plan larger =
        Cast.plan(
            "larger",
            0,
            0,
            Set.of(),
            new Limit("monthly", Limit.Kind.ALLOWANCE, 5_000_000, Limit.Window.MONTH));
    Cast cast =
        Cast.with(
            c -> {
              c.product =
                  new Product(Cast.WEATHER, "weather", "Weather", List.of(Cast.FREE, larger), null);
              c.subscription = Cast.subscription(Cast.FREE, new Standing.Active());
            });
    assertEquals(Code.RATE_LIMITED, conclude(cast, reached(Cast.MONTHLY)).code());
  }

  @Test
  void a_limit_is_told_in_its_own_unit() {
    Limit tokens =
        new Limit(
            "tokens",
            Limit.Kind.RATE,
            Unit.INPUT_TOKENS,
            1,
            Limit.Window.DAY,
            Limit.Scope.KEY,
            true);
    assertEquals(
        "The limit tokens of 1 input token a day is reached. Wait 91 s and try again.",
        conclude(Cast.PRO, reached(tokens)).detail());
  }

  @Test
  void what_is_held_may_go() {
    Cast cast = new Cast();
    Leases.Answer held = new Leases.Held(null, List.of(), null);
    assertInstanceOf(Allow.class, concluded(cast, held));
  }

  private static Leases.FundsShort funds(String available, String held, String required) {
    return new Leases.FundsShort(
        Money.of(available, "USD"), Money.of(held, "USD"), Money.of(required, "USD"));
  }

  private static Money micros(long micros) {
    return new Money(micros, Cast.USD);
  }

  private static Leases.LimitReached reached(Limit limit) {
    return new Leases.LimitReached(limit, limit.quantity(), 0, RESET);
  }

  private static Deny conclude(Plan plan, Leases.Answer answer) {
    return conclude(
        Cast.with(c -> c.subscription = Cast.subscription(plan, new Standing.Active())), answer);
  }

  private static Deny conclude(Cast cast, Leases.Answer answer) {
    return assertInstanceOf(Deny.class, concluded(cast, answer));
  }

  private static Decision concluded(Cast cast, Leases.Answer answer) {
    return new Admission(new Cast.Plenty()).conclude(cast.grant(), answer, new Trace(0));
  }
}
