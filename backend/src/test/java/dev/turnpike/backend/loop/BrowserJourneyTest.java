package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.definition.Samples;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From a stranger to a paying customer, in a real browser, with JavaScript and without: signs up,
 * asks for a plan of three steps, has it approved by the owner of the budget and by the publisher,
 * accepts the terms, pays, calls, meets the limit, follows the 402 and goes on with a larger plan.
 */
@QuarkusTest
@TestProfile(FixedPorts.class)
class BrowserJourneyTest {
  private static final Pattern PAYMENT_LINK = Pattern.compile("<([^>]+)>; rel=\"payment\"");
  private static final Duration WITHIN = Duration.ofSeconds(1);

  /** What the plan "team" allows in a month. */
  private static final int ALLOWED = 20;

  private static final String SENTENCE = "a long enough sentence";

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject Shop shop;
  @Inject Cast cast;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("R141")
  @Tag("R187")
  @Tag("R188")
  @Tag("R189")
  void a_stranger_becomes_a_customer_who_outgrows_a_plan(boolean javaScript) throws Exception {
    String company = javaScript ? "Scripted" : "Static";
    try (BrowserContext context = Chromium.visitor(javaScript)) {
      Page page = context.newPage();
      String own = signsUp(page, company);
      String key = makesAKey(page, own, subscribes(page, own));
      assertTrue(refused(key, 403).contains("SUBSCRIPTION_PENDING_APPROVAL"));

      String request = request(own);
      String finance = cast.member(tenant(own), own + "-finance", "billing");
      approves(javaScript, "/home/" + own + "/inbox", finance, Cast.PASSWORD);
      approves(
          javaScript, "/admin/acme/requests/" + request, "anton@acme.example", Samples.PASSWORD);
      assertTrue(refused(key, 403).contains("complete-request"));

      page.navigate(portal + "/acme/requests/" + request + "?tenant=" + own);
      assertTrue(page.locator("#position").innerText().startsWith("3 of 4"), text(page));
      page.locator("#accepted").check();
      page.locator("form[action$=acceptance] button").click();
      refused(key, 402);
      page.locator("a.button.primary[href*='/pay?']").click();
      page.locator("input[name=card][value=sbx_accepted]").check();
      page.locator("main form button.primary").first().click();
      passes_within_a_second(key);

      outgrows(page, key);
    }
  }

  /** Answers what the tenant of the new account is called in addresses. */
  private String signsUp(Page page, String company) {
    String email = company.toLowerCase(Locale.ROOT) + "@journey.example";
    page.navigate(portal + "/signup?publisher=acme&to=/acme");
    page.getByLabel("E-mail").fill(email);
    page.getByLabel("Your name").fill("Jo " + company);
    page.getByLabel("Organisation").fill(company + " Journeys");
    page.getByLabel("Password").fill(SENTENCE);
    page.locator("main form button.primary").click();
    page.navigate(portal + "/mails");
    page.locator("article", new Page.LocatorOptions().setHasText(email)).locator("a").click();
    page.locator("main form button.primary").click();
    return cast.one(
        "select t.slug from tenant t join membership m on m.tenant_id = t.id"
            + " join person p on p.id = m.person_id where p.email = ?",
        email);
  }

  /** Three clicks: the plan, the application, the request. Answers the application's name. */
  private String subscribes(Page page, String own) {
    page.navigate(portal + "/acme/products/weather?tenant=" + own);
    page.locator("a.button.primary[href*='plan=team']").click();
    page.locator("input[name=application][value=new]").check();
    page.locator("input[name=name]").fill("Robot");
    page.locator("main form button.primary").click();
    assertTrue(page.locator("#position").innerText().startsWith("1 of 4"), text(page));
    return cast.one(
        "select slug from application where tenant_id = (select id from tenant where slug = ?)",
        own);
  }

  private String makesAKey(Page page, String own, String application) {
    page.navigate(portal + "/acme/applications/" + application + "?tenant=" + own);
    page.getByLabel("What is it for?").fill("first steps");
    page.locator("form[action$='/keys'] button.primary").click();
    return page.locator("#secret").innerText().strip();
  }

  /** Somebody else logs in, reads what there is to decide, and says yes. */
  private void approves(boolean javaScript, String path, String email, String password) {
    try (BrowserContext context = Chromium.visitor(javaScript)) {
      Page page = context.newPage();
      page.navigate(portal + path);
      page.getByLabel("E-mail").fill(email);
      page.getByLabel("Password").fill(password);
      page.locator("main form button.primary").click();
      page.navigate(portal + path);
      page.locator("form[action$=approval] button").first().click();
      assertTrue(page.locator("[role=status]").first().isVisible(), text(page));
    }
  }

  /** Uses the plan up, and follows the link of the 402 to a larger one. */
  private void outgrows(Page page, String key) throws Exception {
    HttpResponse<String> answer = call(key);
    for (int i = 0; i < ALLOWED && answer.statusCode() == 200; i++) {
      answer = call(key);
    }
    assertEquals(402, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("QUOTA_EXHAUSTED"), answer.body());
    Matcher link = PAYMENT_LINK.matcher(answer.headers().firstValue("Link").orElse(""));
    assertTrue(link.find(), "a 402 has a link");

    page.navigate(link.group(1));
    page.locator("input[name=plan][value=pro]").check();
    page.locator("main form button.primary").first().click();
    page.locator("main form button.primary").first().click();
    passes_within_a_second(key);
    page.navigate(link.group(1));
    assertEquals(0, page.locator("input[name=plan]").count(), "there is nothing to put right");
  }

  private String request(String own) {
    return cast.one(
        "select id from subscription where consumer_id = (select id from tenant where slug = ?)",
        own);
  }

  private TenantId tenant(String own) {
    return new TenantId(UUID.fromString(cast.one("select id from tenant where slug = ?", own)));
  }

  private static String text(Page page) {
    return page.url() + "\n" + page.locator("main").innerText();
  }

  private HttpResponse<String> call(String key) throws Exception {
    return shop.call(Shop.FORECAST, key);
  }

  private String refused(String key, int status) throws Exception {
    HttpResponse<String> answer = until(key, status);
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body();
  }

  private void passes_within_a_second(String key) throws Exception {
    assertEquals(200, until(key, 200).statusCode());
  }

  private HttpResponse<String> until(String key, int status) throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> answer = call(key);
    while (answer.statusCode() != status && System.nanoTime() - start < WITHIN.toNanos()) {
      answer = call(key);
    }
    return answer;
  }
}
