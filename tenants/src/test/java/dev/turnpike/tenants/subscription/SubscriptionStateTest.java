package dev.turnpike.tenants.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Reason;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SubscriptionStateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Money FEE = Money.of("49.00", "USD");
  private static final InvoiceId INVOICE = InvoiceId.of("0193a000-0000-7000-8000-000000000001");

  /** One of each, and the variants whose facts differ. */
  private static final List<SubscriptionState> STATES =
      List.of(
          new Requested(1, 1),
          new Requested(2, 3),
          new Rejected("no"),
          new AwaitingPayment(FEE, null),
          new AwaitingPayment(FEE, INVOICE),
          new Active(NOW, null),
          new Active(NOW, NOW.plusSeconds(60)),
          new Trialing(NOW),
          new PastDue(NOW, INVOICE),
          new Suspended(INVOICE, FEE, null),
          new Suspended(INVOICE, FEE, "expired_card"),
          new Ended(Reason.EXPIRED),
          new Ended(Reason.CANCELED),
          new Ended(Reason.TRIAL_OVER));

  @Test
  void each_state_allows_these_commands_and_no_other() {
    Map<String, Set<String>> allowed = new TreeMap<>();
    for (Class<?> state : SubscriptionState.class.getPermittedSubclasses()) {
      allowed.put(state.getSimpleName(), commands(state));
    }
    assertEquals(
        new TreeMap<>(
            Map.of(
                "Requested",
                Set.of("approved", "rejected", "withdrawn", "longer"),
                "Rejected",
                Set.of(),
                "AwaitingPayment",
                Set.of("paid", "canceled"),
                "Active",
                Set.of("chargeFailed", "canceledAt", "kept", "canceled", "expired", "endingBy"),
                "Trialing",
                Set.of("converted", "over", "canceled"),
                "PastDue",
                Set.of("paid", "graceOver", "canceled"),
                "Suspended",
                Set.of("paid", "declined", "canceled"),
                "Ended",
                Set.of("renewed"))),
        allowed);
  }

  @Test
  void each_command_leads_where_the_life_cycle_says() {
    check("Requested approved → Requested", new Requested(1, 2).approved(FEE, null, NOW));
    check("Requested approved → AwaitingPayment", new Requested(2, 2).approved(FEE, null, NOW));
    check("Requested approved → Active", new Requested(2, 2).approved(zero(), null, NOW));
    check("Requested rejected → Rejected", new Requested(1, 2).rejected("no"));
    check("Requested withdrawn → Ended", new Requested(1, 2).withdrawn());
    check("AwaitingPayment paid → Active", new AwaitingPayment(FEE, null).paid(NOW));
    check("AwaitingPayment canceled → Ended", new AwaitingPayment(FEE, null).canceled());
    check("Active chargeFailed → PastDue", new Active(NOW, null).chargeFailed(INVOICE, NOW));
    check("Active canceledAt → Active", new Active(NOW, null).canceledAt(NOW));
    check("Active expired → Ended", new Active(NOW, null).expired());
    check("Active canceled → Ended", new Active(NOW, null).canceled());
    check("Trialing converted → Active", new Trialing(NOW).converted(NOW));
    check("Trialing over → Ended", new Trialing(NOW).over());
    check("Trialing canceled → Ended", new Trialing(NOW).canceled());
    check("PastDue paid → Active", new PastDue(NOW, INVOICE).paid(NOW));
    check("PastDue graceOver → Suspended", new PastDue(NOW, INVOICE).graceOver(FEE, "x"));
    check("PastDue canceled → Ended", new PastDue(NOW, INVOICE).canceled());
    check("Suspended paid → Active", new Suspended(INVOICE, FEE, "x").paid(NOW));
    check("Suspended declined → Suspended", new Suspended(INVOICE, FEE, "x").declined("y"));
    check("Suspended canceled → Ended", new Suspended(INVOICE, FEE, "x").canceled());
    check("Ended renewed → Active", new Ended(Reason.EXPIRED).renewed(zero(), NOW));
    check("Ended renewed → AwaitingPayment", new Ended(Reason.EXPIRED).renewed(FEE, NOW));
  }

  @Test
  void what_ended_keeps_its_reason() {
    assertEquals(new Ended(Reason.TRIAL_OVER), new Trialing(NOW).over());
    assertEquals(new Ended(Reason.EXPIRED), new Active(NOW, null).expired());
    assertEquals(new Ended(Reason.CANCELED), new Suspended(INVOICE, FEE, null).canceled());
    assertThrows(IllegalArgumentException.class, () -> new Requested(1, 1).rejected(" "));
    assertThrows(IllegalArgumentException.class, () -> new Requested(2, 1));
  }

  @Test
  void only_what_goes_on_can_be_canceled() {
    for (SubscriptionState state : STATES) {
      boolean over = state instanceof Ended || state instanceof Rejected;
      assertEquals(!over, Subscriptions.canceled(state).isPresent(), state.toString());
    }
  }

  @Test
  void every_state_comes_back_from_its_columns() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    for (SubscriptionState state : STATES) {
      StateColumns columns = StateColumns.of(state);
      assertEquals(
          state,
          StateColumns.read(
              columns.state(), json.readTree(columns.facts()), Currency.getInstance("USD")));
    }
  }

  @Test
  void the_columns_are_what_the_gateway_reads() {
    assertEquals(
        new StateColumns(
            "suspended",
            "{\"invoice\":\"" + INVOICE + "\",\"due\":\"49.00\",\"decline\":\"expired_card\"}"),
        StateColumns.of(new Suspended(INVOICE, FEE, "expired_card")));
    assertEquals(
        new StateColumns("requested", "{\"position\":1,\"of\":2}"),
        StateColumns.of(new Requested(1, 2)));
    assertEquals(
        new StateColumns("ended", "{\"reason\":\"trial_over\"}"),
        StateColumns.of(new Ended(Reason.TRIAL_OVER)));
  }

  /** The name says from where by what; here only the end is compared. */
  private static void check(String expected, SubscriptionState actual) {
    String end = expected.substring(expected.lastIndexOf(' ') + 1);
    assertEquals(end, actual.getClass().getSimpleName(), expected);
  }

  private static Money zero() {
    return Money.zero(Currency.getInstance("USD"));
  }

  /** Methods that lead to a state. */
  private static Set<String> commands(Class<?> state) {
    return Arrays.stream(state.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> SubscriptionState.class.isAssignableFrom(method.getReturnType()))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
