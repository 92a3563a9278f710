package dev.turnpike.backend.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Chromium;
import dev.turnpike.backend.loop.FixedPorts;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.portal.GatewayAddress;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A trial, a month, a failed renewal and its grace, walked by a person in a real browser without
 * JavaScript, who moves the account's clock on the page; after each step the gateway is asked.
 */
@QuarkusTest
@TestProfile(FixedPorts.class)
class BrowserMonthsTest {
  private static final Logger LOG = Logger.getLogger(BrowserMonthsTest.class);
  private static final Pattern PAYMENT_LINK = Pattern.compile("<([^>]+)>; rel=\"payment\"");
  private static final Duration WITHIN = Duration.ofSeconds(1);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject GatewayAddress gateway;
  @Inject Shop shop;
  @Inject Cast cast;

  private Page page;
  private Buyer buyer;

  @Test
  @Tag("R50")
  @Tag("R51")
  @Tag("R57")
  @Tag("R58")
  @Tag("R76")
  @Tag("R77")
  void trial_end_402_pay_200_renewal_fails_grace_402_pay_200() throws Exception {
    long start = System.nanoTime();
    cast.plan(
        new dev.turnpike.tenants.kernel.TenantId(
            java.util.UUID.fromString(cast.one("select id from tenant where slug = 'acme'"))),
        "weather",
        "walked",
        "{\"billing\":\"postpaid\",\"currency\":\"USD\",\"recurring_fee\":\"49.00\","
            + "\"trial_days\":14,\"grace_days\":5}");
    cast.sql("update plan set position = 99 where slug = 'walked'");
    buyer = shop.buyer("walker", "walked");
    try (BrowserContext context = Chromium.visitor(false)) {
      page = context.newPage();
      walk();
    } finally {
      cast.sql("update plan set on_sale = false where slug = 'walked'");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    LOG.infof("a trial, a month, grace and two payments walked in %d ms", took.toMillis());
    assertTrue(took.compareTo(A_MINUTE) < 0, "the walk took " + took);
  }

  private void walk() throws Exception {
    becomes(200);
    page.navigate(subscription());
    page.getByLabel("E-mail").fill("walker@example.com");
    page.getByLabel("Password").fill(Cast.PASSWORD);
    page.locator("main form button.primary").click();
    assertEquals("on trial", state());

    toTheNextDate();
    assertEquals("trial over", state());
    assertTrue(page.locator("#moved").isVisible(), text());
    String refused = link(becomes(402), "TRIAL_ENDED");

    page.navigate(refused);
    page.locator("input[name=plan][value=walked]").check();
    page.locator("main form button.primary").first().click();
    pay("sbx_declined_at_renewal");
    becomes(200);

    page.navigate(subscription());
    assertEquals("active", state());
    toTheNextDate();
    assertEquals("payment overdue, in grace", state());
    HttpResponse<String> inGrace = becomes(200);
    for (int i = 0; i < 20 && inGrace.headers().firstValue("Billing-State").isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      inGrace = call();
    }
    assertTrue(
        inGrace.headers().firstValue("Billing-State").orElse("").startsWith("past_due"),
        inGrace.headers().map().toString());

    toTheNextDate();
    assertEquals("suspended", state());
    page.navigate(link(becomes(402), "PAYMENT_OVERDUE"));
    pay("sbx_accepted");
    becomes(200);
    page.navigate(subscription());
    assertEquals("active", state());
  }

  private String subscription() {
    return portal + "/acme/subscriptions/" + buyer.subscription() + "?tenant=walker";
  }

  private void toTheNextDate() {
    page.locator("form[action$='/clock'] button[name=to]").click();
  }

  private String state() {
    return page.locator("#state").innerText();
  }

  private void pay(String card) {
    page.locator("input[name=card][value=" + card + "]").check();
    page.locator("main form button.primary").first().click();
    assertTrue(page.locator("#paid").isVisible(), text());
  }

  private String text() {
    return page.locator("main").innerText();
  }

  private static String link(HttpResponse<String> refusal, String code) {
    assertTrue(refusal.body().contains("\"code\":\"" + code + "\""), refusal.body());
    Matcher payment = PAYMENT_LINK.matcher(refusal.headers().firstValue("Link").orElse(""));
    assertTrue(payment.find(), refusal.headers().map().toString());
    return payment.group(1);
  }

  private HttpResponse<String> becomes(int status) throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> answer = call();
    while (answer.statusCode() != status && System.nanoTime() - start < WITHIN.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(20);
      answer = call();
    }
    assertEquals(status, answer.statusCode(), answer.body());
    return answer;
  }

  private HttpResponse<String> call() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.near() + "/acme/weather/forecast/oslo"))
            .header("X-API-Key", buyer.key())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
