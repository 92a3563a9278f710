package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.turnpike.backend.boot.demo.Demo;
import dev.turnpike.portal.GatewayAddress;
import dev.turnpike.tenants.definition.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The loop as a person walks it, in a real browser without JavaScript: a refused call, its link,
 * log-in, what does not work and says why, what does, and the same call again. The order matters:
 * the declined cards come before the money.
 */
@QuarkusTest
@TestProfile(FixedPorts.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserLoopTest {
  private static final Pattern PAYMENT_LINK = Pattern.compile("<([^>]+)>; rel=\"payment\"");
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private BrowserContext context;
  private Page page;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject Demo demo;
  @Inject GatewayAddress gateway;

  @BeforeEach
  void a_visitor_without_javascript() {
    context = Chromium.visitor(false);
    page = context.newPage();
  }

  @AfterEach
  void leave() {
    context.close();
  }

  @Test
  @Order(1)
  @Tag("R38")
  void a_declined_card_says_why_and_the_page_stays_usable() throws Exception {
    page.navigate(refused("globex", "drained", 402));
    logIn("gwen@globex.example");
    pay("sbx_insufficient_funds");
    assertTrue(text().contains("not enough"), text());
    pay("sbx_expired_card");
    assertTrue(text().contains("expired"), text());
    pay("sbx_silent");
    assertTrue(text().contains("not answered"), text());
    assertEquals(402, call("globex", "drained").statusCode());
  }

  @Test
  @Order(2)
  void who_may_not_pay_sees_whom_to_ask_and_a_stranger_sees_nothing() throws Exception {
    String link = refused("globex", "drained", 402);
    page.navigate(link);
    logIn("dave@globex.example");
    assertTrue(text().contains("Gwen"), text());
    assertEquals(0, page.locator("input[name=card]").count());
    context.clearCookies();
    page.navigate(link);
    logIn("ines@initech.example");
    assertEquals(404, page.navigate(link).status());
  }

  @Test
  @Order(3)
  @Tag("R6")
  @Tag("R31")
  @Tag("R33")
  @Tag("R35")
  void a_drained_wallet_is_filled_and_the_same_call_passes() throws Exception {
    page.navigate(refused("globex", "drained", 402));
    logIn("gwen@globex.example");
    pay("sbx_accepted");
    assertTrue(page.locator("#paid").isVisible(), text());
    passes_within_a_second("globex", "drained");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try it again")).click();
    assertTrue(page.locator("#tried").innerText().contains("200"), text());
  }

  @Test
  @Order(4)
  @Tag("R27")
  void an_overdue_invoice_is_paid_by_a_card_that_asks_and_the_same_call_passes() throws Exception {
    page.navigate(refused("initech", "overdue", 402));
    logIn("ines@initech.example");
    pay("sbx_confirm");
    assertEquals(402, call("initech", "overdue").statusCode());
    page.locator("button[name=answer][value=confirm]").click();
    assertTrue(page.locator("#paid").isVisible(), text());
    passes_within_a_second("initech", "overdue");
  }

  @Test
  @Order(5)
  @Tag("R187")
  @Tag("R189")
  void an_approval_lets_the_waiting_key_through() throws Exception {
    refused("globex", "pending", 403);
    page.navigate(portal + "/admin");
    logIn("anton@acme.example");
    page.navigate(portal + "/admin/acme");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve").setExact(false))
        .first()
        .click();
    passes_within_a_second("globex", "pending");
  }

  private void pay(String card) {
    page.locator("input[name=card][value=" + card + "]").check();
    page.locator("main form button.primary").first().click();
  }

  private void logIn(String email) {
    page.getByLabel("E-mail").fill(email);
    page.getByLabel("Password").fill(Samples.PASSWORD);
    page.locator("main form button.primary").click();
  }

  private String text() {
    return page.locator("main").innerText();
  }

  /** The call is refused with this status; answers where its link leads. */
  private String refused(String tenant, String state, int status) throws Exception {
    HttpResponse<String> refusal = call(tenant, state);
    assertEquals(status, refusal.statusCode(), refusal.body());
    String link = refusal.headers().firstValue("Link").orElse("");
    Matcher payment = PAYMENT_LINK.matcher(link);
    return payment.find() ? payment.group(1) : "";
  }

  private void passes_within_a_second(String tenant, String state) throws Exception {
    long start = System.nanoTime();
    int status = call(tenant, state).statusCode();
    while (status != 200 && System.nanoTime() - start < WITHIN.toNanos()) {
      status = call(tenant, state).statusCode();
    }
    assertEquals(200, status);
  }

  private HttpResponse<String> call(String tenant, String state)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.near() + "/acme/weather/forecast/oslo"))
            .header("X-API-Key", demo.key(tenant, state))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
