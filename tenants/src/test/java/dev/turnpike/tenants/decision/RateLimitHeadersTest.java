package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Unit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {
  private static final ApplicationId ID = new ApplicationId(new UUID(1, 2));
  private static final Key KEY = new Key("abc", new byte[32], ID, Mode.TEST, false, null, null);
  private static final Application SHOP =
      new Application(
          ID, new TenantId(new UUID(1, 3)), "globex", "shop", "Shop", List.of(), List.of());

  @Test
  void a_limit_of_requests_says_no_unit() {
    check(limit(Unit.REQUESTS, 50, Limit.Scope.SUBSCRIPTION), "\"a-b\";q=50;w=60");
  }

  @Test
  void other_units_are_the_registered_one_or_our_own() {
    check(
        limit(Unit.BYTES, 50, Limit.Scope.SUBSCRIPTION), "\"a-b\";q=50;qu=\"content-bytes\";w=60");
    check(
        limit(Unit.OUTPUT_TOKENS, 50, Limit.Scope.SUBSCRIPTION),
        "\"a-b\";q=50;qu=\"turnpike-output-tokens\";w=60");
  }

  @Test
  void a_limit_that_is_not_the_subscriptions_says_whose_it_is() {
    check(limit(Unit.REQUESTS, 50, Limit.Scope.KEY), "\"a-b\";q=50;w=60;pk=:YWJj:");
    check(limit(Unit.REQUESTS, 50, Limit.Scope.APPLICATION), "\"a-b\";q=50;w=60;pk=:c2hvcA==:");
  }

  @Test
  void no_number_is_longer_than_a_structured_field_may_be() {
    check(
        limit(Unit.REQUESTS, Long.MAX_VALUE, Limit.Scope.SUBSCRIPTION),
        "\"a-b\";q=999999999999999;w=60");
    assertEquals(
        "\"a-b\";r=0;t=1",
        RateLimitHeaders.state(
            limit(Unit.REQUESTS, 5, Limit.Scope.SUBSCRIPTION), -3, Duration.ZERO, SHOP, KEY));
  }

  private static Limit limit(Unit unit, long quantity, Limit.Scope scope) {
    return new Limit("a\"b", Limit.Kind.RATE, unit, quantity, Limit.Window.MINUTE, scope, true);
  }

  private static void check(Limit limit, String expected) {
    assertEquals(expected, RateLimitHeaders.policy(limit, SHOP, KEY));
  }
}
