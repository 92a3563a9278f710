package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Standing;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One refusal in detail: members, headers, links, and what is not told. */
class RefusalsTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @Test
  @Tag("R22")
  @Tag("R23")
  @Tag("R26")
  @Tag("R28")
  @Tag("R33")
  @Tag("R36")
  @Tag("R37")
  @Tag("R39")
  @Tag("R42")
  @Tag("R43")
  void a_drained_wallet_is_a_problem_with_everything_in_it() {
    Rendered rendered = Rendered.of(drained(c -> {}), null);
    JsonNode problem = rendered.json();

    assertEquals(402, rendered.refusal().status());
    assertEquals("application/problem+json", rendered.header("Content-Type"));
    assertEquals(
        "https://portal.example/acme/errors/INSUFFICIENT_CREDITS", problem.get("type").asText());
    assertEquals("Insufficient credits", problem.get("title").asText());
    assertEquals(402, problem.get("status").asInt());
    assertEquals("INSUFFICIENT_CREDITS", problem.get("code").asText());
    assertEquals("funds", problem.get("category").asText());
    assertFalse(problem.get("retryable").asBoolean());
    assertEquals(Cast.REQUEST.toString(), problem.get("request_id").asText());
    assertEquals(
        Rendered.json(
            """
            {"available":"0.12","required":"0.50","held":"0.00","currency":"USD"}"""),
        problem.get("balance"));
    assertEquals("globex", problem.at("/subject/tenant").asText());
    assertEquals("storefront", problem.at("/subject/application").asText());
    assertEquals("weather", problem.at("/subject/product").asText());
    assertEquals("credits", problem.at("/subject/plan").asText());
    assertEquals("help@acme.example", problem.at("/support/email").asText());
    assertEquals(Cast.MESSAGE, problem.at("/support/message").asText());

    JsonNode topUp = problem.at("/actions/0");
    assertEquals("top-up", topUp.get("rel").asText());
    assertEquals("billing", topUp.get("who").asText());
    assertTrue(topUp.get("resolves").asBoolean());
    String resolve = topUp.get("href").asText();
    assertTrue(resolve.startsWith("https://portal.example/acme/resolve/den_"), resolve);
    assertEquals(
        "Insufficient credits. This call costs 0.50 USD; 0.12 USD is available. Add credit to go"
            + " on. Add credit: "
            + resolve,
        problem.at("/error/message").asText());
    assertEquals("insufficient_quota", problem.at("/error/type").asText());
  }

  @Test
  @Tag("R35")
  @Tag("R44")
  void the_link_leads_to_this_denial_of_this_caller() {
    Rendered rendered = Rendered.of(drained(c -> {}), null);
    String link = rendered.header("Link");
    String id = link.substring(link.indexOf("den_"), link.indexOf('>'));
    assertEquals("urn:turnpike:" + id, rendered.json().get("instance").asText());
    DenialToken token = Rendered.TOKENS.open(id).orElseThrow();
    assertEquals(Cast.GLOBEX, token.consumer());
    assertEquals(Cast.ACME, token.publisher());
    assertEquals(Code.INSUFFICIENT_CREDITS, token.code());
    assertEquals(Money.of("0.50", "USD"), token.required());
    assertEquals(Cast.REQUEST, token.request());
    assertTrue(
        link.endsWith(
            "; rel=\"payment\", <https://portal.example/acme/errors/INSUFFICIENT_CREDITS>;"
                + " rel=\"help\""),
        link);
    assertEquals(id, "den_" + rendered.refusal().denial().id());
  }

  @Test
  void equal_denials_share_an_id_and_others_do_not() {
    Refusals refusals = Rendered.refusals();
    Refusals.Asked asked = Rendered.asked("GET", null);
    String first = refusals.render(drained(c -> {}), asked).denial().id();
    assertEquals(first, refusals.render(drained(c -> {}), asked).denial().id());
    Deny other = Rendered.deny(Code.QUOTA_EXHAUSTED, c -> {});
    assertFalse(first.equals(refusals.render(other, asked).denial().id()));
  }

  @Test
  void the_headers_say_all_that_a_client_must_know() {
    Rendered rendered = Rendered.of(drained(c -> {}), null);
    assertEquals("no-store", rendered.header("Cache-Control"));
    assertEquals("Accept", rendered.header("Vary"));
    assertEquals(Cast.REQUEST.toString(), rendered.header("X-Request-Id"));
    assertEquals("false", rendered.header("x-should-retry"));
    assertNull(rendered.header("Retry-After"));
    assertNull(rendered.header("WWW-Authenticate"));
    assertTrue(rendered.header("Access-Control-Expose-Headers").contains("Link"));
  }

  @Test
  @Tag("R14")
  void waiting_is_told_in_the_headers_and_never_too_short() {
    Cast cast = new Cast();
    Deny deny = (Deny) cast.decide(new Cast.Exhausted(Cast.PER_SECOND, Duration.ofMillis(1300)));
    Rendered rendered = Rendered.of(deny, null);
    assertEquals(429, rendered.refusal().status());
    assertEquals("2", rendered.header("Retry-After"));
    assertEquals("\"burst\";q=100;w=1", rendered.header("RateLimit-Policy"));
    assertEquals("\"burst\";r=0;t=2", rendered.header("RateLimit"));
    assertEquals("true", rendered.header("x-should-retry"));
    assertTrue(rendered.json().get("retryable").asBoolean());
    assertFalse(rendered.header("Link").contains("payment"));
  }

  @Test
  void a_client_library_is_not_told_to_wait_for_hours() {
    Deny deny = (Deny) new Cast().decide(new Cast.Exhausted(Cast.PER_DAY, Duration.ofHours(8)));
    Rendered rendered = Rendered.of(deny, null);
    assertEquals("28800", rendered.header("Retry-After"));
    assertEquals("false", rendered.header("x-should-retry"));
    assertTrue(rendered.json().get("retryable").asBoolean());
  }

  @Test
  void held_credit_is_the_402_that_may_be_repeated() {
    Rendered rendered = Rendered.of(Rendered.deny(Code.CREDITS_HELD, c -> {}), null);
    assertEquals(402, rendered.refusal().status());
    assertEquals("true", rendered.header("x-should-retry"));
    assertTrue(rendered.header("Retry-After") != null);
    assertTrue(rendered.json().get("retryable").asBoolean());
  }

  @Test
  @Tag("R27")
  @Tag("R38")
  void a_failed_payment_says_why() {
    Deny deny =
        (Deny)
            Cast.with(
                    c ->
                        c.standing(
                            new Standing.Suspended(
                                new InvoiceId(Cast.id("invoice")),
                                Money.of("20", "USD"),
                                "card_expired")))
                .decide();
    JsonNode problem = Rendered.of(deny, null).json();
    assertEquals("card_expired", problem.at("/payment/reason").asText());
    assertEquals("20.00", problem.at("/payment/amount").asText());
    assertEquals("pay-invoice", problem.at("/actions/0/rel").asText());
    assertEquals("Pay the invoice (20.00 USD)", problem.at("/actions/0/title").asText());
  }

  @Test
  void less_disclosure_tells_no_numbers() {
    JsonNode coarse =
        Rendered.of(drained(c -> c.api(a -> a.disclosure(Api.Disclosure.COARSE))), null).json();
    assertNoNumbers(coarse);
    assertEquals("credits", coarse.at("/subject/plan").asText());
    JsonNode none =
        Rendered.of(drained(c -> c.api(a -> a.disclosure(Api.Disclosure.NONE))), null).json();
    assertNoNumbers(none);
    assertFalse(none.has("subject"));
    assertEquals("INSUFFICIENT_CREDITS", none.get("code").asText());
    assertTrue(none.at("/actions/0/href").asText().contains("/resolve/"));
    assertEquals("help@acme.example", none.at("/support/email").asText());
  }

  @Test
  void a_key_used_in_browsers_is_told_no_numbers() {
    Deny deny =
        drained(
            c ->
                c.key =
                    new Key(
                        Cast.ISSUED.id(),
                        Cast.ISSUED.secretHash(),
                        Cast.STOREFRONT,
                        Mode.LIVE,
                        true,
                        null,
                        null));
    assertNoNumbers(Rendered.of(deny, null).json());
    assertFalse(Rendered.of(deny, BROWSER).body().contains("0.12"));
    // Who logs in to the page of the denial sees them all the same.
    assertTrue(Rendered.of(deny, null).refusal().denial().facts().contains("0.12"));
  }

  @Test
  @Tag("R3")
  void a_401_is_a_challenge_and_has_no_page_of_its_own() {
    Deny deny = (Deny) Cast.with(c -> c.credential = new Credential.None()).decide();
    Rendered rendered = Rendered.of(deny, null);
    assertEquals("Bearer realm=\"turnpike\"", rendered.header("WWW-Authenticate"));
    assertNull(rendered.refusal().denial());
    assertEquals("urn:uuid:" + Cast.REQUEST, rendered.json().get("instance").asText());
    Deny bad = (Deny) Cast.with(c -> c.credential = new Credential.Unreadable()).decide();
    assertEquals(
        "Bearer realm=\"turnpike\", error=\"invalid_token\"",
        Rendered.of(bad, null).header("WWW-Authenticate"));
  }

  @Test
  @Tag("R11")
  void a_405_names_the_methods() {
    Deny deny = (Deny) Cast.with(c -> c.method = "DELETE").decide();
    assertEquals("GET, HEAD", Rendered.of(deny, null).header("Allow"));
  }

  @Test
  void a_head_request_gets_the_headers_only() {
    Refusal refusal = Rendered.refusals().render(drained(c -> {}), Rendered.asked("HEAD", null));
    assertEquals(0, refusal.body().length);
    assertTrue(new Rendered(refusal).header("Link").contains("rel=\"payment\""));
  }

  @Test
  @Tag("R40")
  void json_api_clients_get_json_api_errors() {
    Rendered rendered = Rendered.of(drained(c -> {}), "application/vnd.api+json");
    assertEquals("application/vnd.api+json", rendered.header("Content-Type"));
    JsonNode error = rendered.json().at("/errors/0");
    assertEquals("402", error.get("status").asText());
    assertTrue(error.get("status").isTextual());
    assertEquals("INSUFFICIENT_CREDITS", error.get("code").asText());
    assertTrue(error.at("/links/about").asText().contains("/resolve/den_"));
    assertEquals("0.12", error.at("/meta/balance/available").asText());
  }

  @Test
  @Tag("R20")
  @Tag("case-37")
  void ai_clients_get_the_error_of_their_dialect() {
    JsonNode openAi =
        Rendered.of(drained(c -> c.api(a -> a.dialect(Api.Dialect.OPENAI))), BROWSER).json();
    assertEquals("error", openAi.fieldNames().next());
    assertEquals("insufficient_quota", openAi.at("/error/type").asText());
    assertEquals("INSUFFICIENT_CREDITS", openAi.at("/error/code").asText());
    assertTrue(openAi.at("/error/param").isNull());
    assertEquals("INSUFFICIENT_CREDITS", openAi.get("code").asText());

    JsonNode anthropic =
        Rendered.of(drained(c -> c.api(a -> a.dialect(Api.Dialect.ANTHROPIC))), null).json();
    assertEquals("error", anthropic.get("type").asText());
    assertEquals("billing_error", anthropic.at("/error/type").asText());
    assertEquals(Cast.REQUEST.toString(), anthropic.get("request_id").asText());
  }

  @Test
  void a_stream_ends_with_the_event_of_its_dialect() {
    assertTrue(lastEvent(Api.Dialect.PROBLEM).startsWith("event: problem\ndata: {\"type\":"));
    assertTrue(lastEvent(Api.Dialect.OPENAI).startsWith("data: {\"error\":{"));
    assertTrue(lastEvent(Api.Dialect.ANTHROPIC).startsWith("event: error\ndata: {\"type\":"));
    assertTrue(lastEvent(Api.Dialect.PROBLEM).endsWith("}\n\n"));
  }

  private static String lastEvent(Api.Dialect dialect) {
    byte[] event =
        Rendered.refusals()
            .lastEvent(drained(c -> c.api(a -> a.dialect(dialect))), Rendered.asked("POST", null));
    return new String(event, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  @Tag("R43")
  void only_a_browser_gets_a_page() {
    check("*/*", Format.PROBLEM);
    check("application/json", Format.PROBLEM);
    check("text/html", Format.PAGE);
    check("text/html;q=0.9", Format.PAGE);
    check(BROWSER, Format.PAGE);
    check("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", Format.PROBLEM);
    check("text/html;q=0, application/xhtml+xml", Format.PROBLEM);
    check("application/vnd.api+json, application/json", Format.JSON_API);
    check("application/problem+json", Format.PROBLEM);
    check("", Format.PROBLEM);
    check(null, Format.PROBLEM);
    assertEquals(Format.OPENAI, Format.of(Api.Dialect.OPENAI, "text/html"));
  }

  private static void check(String accept, Format expected) {
    assertEquals(expected, Format.of(Api.Dialect.PROBLEM, accept), accept);
  }

  private static void assertNoNumbers(JsonNode problem) {
    assertFalse(problem.has("balance"), problem::toString);
    assertFalse(problem.has("payment"), problem::toString);
    assertFalse(problem.toString().contains("0.12"), problem::toString);
  }

  private static Deny drained(Consumer<Cast> change) {
    Cast cast =
        Cast.with(
            c -> {
              c.subscription = Cast.subscription(Cast.CREDITS, new Standing.Active());
              change.accept(c);
            });
    Leases.FundsShort answer =
        new Leases.FundsShort(
            Money.of("0.12", "USD"), Money.of("0", "USD"), Money.of("0.50", "USD"));
    return (Deny) new Admission(new Cast.Plenty()).conclude(cast.grant(), answer, new Trace(0));
  }
}
