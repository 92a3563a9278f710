package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Standing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The earliest check decides. Each fault is one step of the order; with several faults at once the
 * answer must be the first one's, whatever money says.
 */
class AdmissionOrderTest {
  private static final ApiKeys.Issued STRANGER = ApiKeys.issue(Mode.LIVE, new SecureRandom());

  /** A call with one thing wrong, in the order of checks. */
  private record Fault(String name, Code code, Consumer<Cast> cause, RateLimits rates) {
    Fault(String name, Code code, Consumer<Cast> cause) {
      this(name, code, cause, new Cast.Plenty());
    }
  }

  private static final List<Fault> ORDER =
      List.of(
          new Fault(
              "two credentials",
              Code.CREDENTIAL_AMBIGUOUS,
              c -> c.credential = new Credential.Ambiguous()),
          new Fault("unknown publisher", Code.NOT_FOUND, c -> c.publisherSlug = "umbrella"),
          new Fault("unknown API", Code.NOT_FOUND, c -> c.apiSlug = "tides"),
          new Fault(
              "unknown key",
              Code.CREDENTIAL_INVALID,
              c -> c.credential = ApiKeys.parse(STRANGER.text())),
          new Fault(
              "publisher suspended", Code.TENANT_UNAVAILABLE, c -> c.publisherSuspended = true),
          new Fault(
              "retired API", Code.API_RETIRED, c -> c.api(api -> api.stage(Api.Stage.RETIRED))),
          new Fault("unknown path", Code.NOT_FOUND, c -> c.path = "/v1/nothing"),
          new Fault(
              "rejected",
              Code.SUBSCRIPTION_REJECTED,
              c -> c.standing(new Standing.Rejected("no contract"))),
          new Fault(
              "too fast",
              Code.RATE_LIMITED,
              c -> {},
              new Cast.Exhausted(Cast.PER_SECOND, Duration.ofMillis(300))),
          new Fault(
              "overdue",
              Code.PAYMENT_OVERDUE,
              c ->
                  c.standing(
                      new Standing.Suspended(
                          new InvoiceId(Cast.id("invoice")),
                          Money.of("20", "USD"),
                          "card_declined"))));

  @TestFactory
  @Tag("R1")
  @Tag("R2")
  @Tag("R4")
  @Tag("R6")
  @Tag("R7")
  @Tag("R8")
  @Tag("R10")
  @Tag("R14")
  Stream<DynamicTest> of_several_faults_the_earliest_decides() {
    return IntStream.range(0, ORDER.size())
        .boxed()
        .flatMap(
            i ->
                IntStream.range(i, ORDER.size())
                    .mapToObj(
                        j -> {
                          Fault first = ORDER.get(i);
                          Fault second = ORDER.get(j);
                          return DynamicTest.dynamicTest(
                              first.name() + " before " + second.name(),
                              () -> check(both(first, second), rates(first, second), first.code()));
                        }));
  }

  @Test
  @Tag("R3")
  @Tag("R5")
  void a_caller_who_is_not_known_never_learns_of_money() {
    Consumer<Cast> unpaid = ORDER.getLast().cause();
    check(unpaid.andThen(c -> c.credential = new Credential.None()), Code.CREDENTIAL_MISSING);
    check(unpaid.andThen(c -> c.credential = new Credential.Unreadable()), Code.CREDENTIAL_INVALID);
    check(
        unpaid.andThen(c -> c.key = key(Cast.NOW.minusSeconds(1), null)), Code.CREDENTIAL_REVOKED);
    check(unpaid.andThen(c -> c.key = key(null, Cast.NOW)), Code.CREDENTIAL_EXPIRED);
  }

  @Test
  @Tag("R3")
  void revoked_is_told_only_to_whoever_has_the_secret() {
    Credential.ApiKey stolenId =
        new Credential.ApiKey(Cast.ISSUED.id(), STRANGER.secretHash(), Mode.LIVE);
    check(
        c -> {
          c.key = key(Cast.NOW, null);
          c.credential = stolenId;
        },
        Code.CREDENTIAL_INVALID);
  }

  @Test
  void a_key_passes_until_the_instant_of_its_revocation_or_expiry() {
    assertAllowed(c -> c.key = key(Cast.NOW.plusMillis(1), null));
    assertAllowed(c -> c.key = key(null, Cast.NOW.plusMillis(1)));
  }

  @Test
  void a_test_key_does_not_pass_as_a_live_one() {
    check(
        c ->
            c.credential =
                new Credential.ApiKey(Cast.ISSUED.id(), Cast.ISSUED.secretHash(), Mode.TEST),
        Code.CREDENTIAL_INVALID);
  }

  @Test
  @Tag("R10")
  void a_hidden_api_answers_everybody_as_an_unknown_one() {
    Decision unknown = Cast.with(c -> c.apiSlug = "tides").decide();
    for (Api.Visibility visibility : List.of(Api.Visibility.PRIVATE, Api.Visibility.LISTED)) {
      for (Credential credential :
          List.of(
              new Credential.None(),
              new Credential.Unreadable(),
              ApiKeys.parse(STRANGER.text()),
              ApiKeys.parse(Cast.ISSUED.text()))) {
        Deny hidden =
            deny(
                c -> {
                  c.api(api -> api.visibility(visibility));
                  c.credential = credential;
                });
        assertEquals(((Deny) unknown).detail(), hidden.detail());
        assertEquals(((Deny) unknown).code(), hidden.code());
        assertEquals(
            Deny.Who.NOBODY,
            new Deny.Who(
                null,
                hidden.who().api(),
                hidden.who().operation(),
                hidden.who().application(),
                hidden.who().key(),
                hidden.who().product(),
                hidden.who().subscription()));
      }
    }
  }

  @Test
  void the_publisher_sees_its_own_private_api() {
    assertAllowed(
        c -> {
          c.api(api -> api.visibility(Api.Visibility.PRIVATE));
          c.consumer = Cast.ACME;
        });
  }

  @Test
  @Tag("R11")
  void a_path_with_other_methods_says_which() {
    Deny deny = deny(c -> c.method = "DELETE");
    assertEquals(Code.METHOD_NOT_ALLOWED, deny.code());
    assertEquals(List.of("GET", "HEAD"), deny.allow());
    check(ORDER.getLast().cause().andThen(c -> c.method = "DELETE"), Code.METHOD_NOT_ALLOWED);
  }

  @Test
  void a_suspended_publisher_is_asked_to_pay_its_own_bill() {
    check(
        c -> {
          c.publisherSuspended = true;
          c.consumer = Cast.ACME;
        },
        Code.PUBLISHER_SUSPENDED);
  }

  @Test
  void a_call_refused_after_the_rate_check_gives_its_token_back() {
    Cast.Plenty rates = new Cast.Plenty();
    Cast.with(ORDER.getLast().cause()).decide(rates);
    assertEquals(1, rates.taken);
    assertEquals(0, rates.out);

    Admission admission = new Admission(rates);
    Cast cast = new Cast();
    Grant grant = ((Allow) admission.decide(cast.snapshot(), cast.call(), new Trace(0))).grant();
    assertEquals(1, rates.out);
    Money none = Money.zero(Cast.USD);
    admission.conclude(
        grant, new Leases.FundsShort(none, none, Money.of("1", "USD")), new Trace(0));
    assertEquals(0, rates.out);
  }

  @Test
  void a_question_takes_no_token() {
    Cast.Plenty rates = new Cast.Plenty();
    Cast cast = new Cast();
    Admission explain = new Admission(rates).looking();
    Decision decision = explain.decide(cast.snapshot(), cast.call(), new Trace(0));
    assertEquals(0, rates.out);
    Money none = Money.zero(Cast.USD);
    explain.conclude(
        ((Allow) decision).grant(),
        new Leases.FundsShort(none, none, Money.of("1", "USD")),
        new Trace(0));
    assertEquals(0, rates.out);
  }

  @Test
  void the_trace_names_the_steps_in_order_and_the_policy_that_decided() {
    Cast cast = Cast.with(ORDER.getLast().cause());
    Trace trace = new Trace(System.nanoTime());
    new Admission(new Cast.Plenty()).decide(cast.snapshot(), cast.call(), trace);
    assertEquals(
        List.of("resolve", "identify", "operation", "approval", "rate", "subscription"),
        trace.steps().stream().map(step -> step.name()).toList());
    assertEquals("refused", trace.steps().getLast().verdict());
    assertEquals("PAYMENT_OVERDUE", trace.steps().getLast().detail());
    assertTrue(trace.steps().get(4).policy().startsWith("plan pro@"));
  }

  private static Cast both(Fault first, Fault second) {
    // The later one's cause goes first, so that the earlier one's change of the same thing stands.
    return Cast.with(second.cause().andThen(first.cause()));
  }

  private static RateLimits rates(Fault first, Fault second) {
    return second.rates() instanceof Cast.Exhausted ? second.rates() : first.rates();
  }

  private static void check(Cast cast, RateLimits rates, Code expected) {
    assertEquals(expected, assertInstanceOf(Deny.class, cast.decide(rates)).code());
  }

  private static void check(Consumer<Cast> change, Code expected) {
    check(Cast.with(change), new Cast.Plenty(), expected);
  }

  private static Deny deny(Consumer<Cast> change) {
    return assertInstanceOf(Deny.class, Cast.with(change).decide());
  }

  private static void assertAllowed(Consumer<Cast> change) {
    assertInstanceOf(Allow.class, Cast.with(change).decide());
  }

  private static Key key(Instant revokedAt, Instant expiresAt) {
    return new Key(
        Cast.ISSUED.id(),
        Cast.ISSUED.secretHash(),
        Cast.STOREFRONT,
        Mode.LIVE,
        false,
        revokedAt,
        expiresAt);
  }
}
