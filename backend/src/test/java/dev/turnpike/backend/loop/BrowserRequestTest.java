package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.definition.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A plan with three steps in a real browser, with JavaScript and without: the budget owner, the
 * publisher, the terms, the payment; calls pass, the limit is reached, a larger plan lets them pass
 * again.
 */
@QuarkusTest
@TestProfile(FixedPorts.class)
class BrowserRequestTest {
  private static final int ALLOWED = 20;
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private static Playwright playwright;
  private static Browser browser;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject Shop shop;
  @Inject Cast cast;

  @BeforeAll
  static void open_chromium() {
    Path chromium = Path.of(System.getenv().getOrDefault("TURNPIKE_CHROMIUM", "/usr/bin/chromium"));
    assumeTrue(Files.isExecutable(chromium), "no Chromium here: bin/verify installs it");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-sync")));
  }

  @AfterAll
  static void close_chromium() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("R141")
  @Tag("R187")
  @Tag("R188")
  @Tag("R189")
  void a_request_is_walked_to_calls_that_pass_and_on_to_a_larger_plan(boolean javascript)
      throws Exception {
    String own = javascript ? "walker-js" : "walker";
    Buyer buyer = shop.buyer(own, "team");
    String finance = cast.member(buyer.owner().tenant(), own + "-finance", "billing");
    String id = buyer.subscription().toString();
    known(buyer);
    assertEquals(403, call(buyer).statusCode());
    assertTrue(call(buyer).body().contains("SUBSCRIPTION_PENDING_APPROVAL"));

    at(
        javascript,
        "/home/" + own + "/inbox",
        finance,
        Cast.PASSWORD,
        "form[action$=approval] button");
    at(
        javascript,
        "/admin/acme/requests/" + id,
        "anton@acme.example",
        Samples.PASSWORD,
        "form[action$=approval] button");
    assertTrue(call(buyer).body().contains("complete-request"), call(buyer).body());
    try (BrowserContext context = context(javascript)) {
      Page page = open(context, "/acme/requests/" + id + "?tenant=" + own, own);
      assertTrue(page.locator("#position").innerText().startsWith("3 of 4"));
      page.locator("#accepted").check();
      page.locator("form[action$=acceptance] button").click();
      assertEquals(402, call(buyer).statusCode());
      page.locator("a.button.primary[href*='/pay?']").click();
      page.locator("input[name=card][value=sbx_accepted]").check();
      page.locator("main form button.primary").first().click();
      passes_within_a_second(buyer);

      int status = 200;
      for (int i = 0; i < ALLOWED && status == 200; i++) {
        status = call(buyer).statusCode();
      }
      assertEquals(402, status);
      page.navigate(portal + "/acme/subscriptions/" + id + "?tenant=" + own);
      page.locator("#change-plan input[value=pro]").check();
      page.locator("#change-plan button").click();
      page.locator("main form button.primary").first().click();
      passes_within_a_second(buyer);
    }
  }

  /** Somebody opens a page and presses one button. */
  private void at(boolean javascript, String path, String email, String password, String button) {
    try (BrowserContext context = context(javascript)) {
      Page page = open(context, path, email, password);
      page.locator(button).first().click();
      assertTrue(
          page.locator("[role=status]").first().isVisible(), page.locator("main").innerText());
    }
  }

  private static BrowserContext context(boolean javascript) {
    return browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(javascript));
  }

  private Page open(BrowserContext context, String path, String name) {
    return open(context, path, name + "@example.com", Cast.PASSWORD);
  }

  private Page open(BrowserContext context, String path, String email, String password) {
    Page page = context.newPage();
    page.navigate(portal + path);
    page.getByLabel("E-mail").fill(email);
    page.getByLabel("Password").fill(password);
    page.locator("main form button.primary").click();
    page.navigate(portal + path);
    return page;
  }

  private HttpResponse<String> call(Buyer buyer) throws Exception {
    return shop.call(Shop.FORECAST, buyer.key());
  }

  /** The gateway has heard of the new key. */
  private void known(Buyer buyer) throws Exception {
    long start = System.nanoTime();
    while (call(buyer).statusCode() == 401 && System.nanoTime() - start < WITHIN.toNanos()) {
      Thread.onSpinWait();
    }
  }

  private void passes_within_a_second(Buyer buyer) throws Exception {
    long start = System.nanoTime();
    int status = call(buyer).statusCode();
    while (status != 200 && System.nanoTime() - start < WITHIN.toNanos()) {
      status = call(buyer).statusCode();
    }
    assertEquals(200, status);
  }
}
