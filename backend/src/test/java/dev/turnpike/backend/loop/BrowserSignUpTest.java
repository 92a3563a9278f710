package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.turnpike.portal.GatewayAddress;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stranger in a real browser, with JavaScript and without: signs up, opens the letter, subscribes
 * to a free plan, makes a key, and calls.
 */
@QuarkusTest
@TestProfile(FixedPorts.class)
class BrowserSignUpTest {
  private static Playwright playwright;
  private static Browser browser;

  private final HttpClient http = HttpClient.newHttpClient();

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject GatewayAddress gateway;

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
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  @AfterAll
  static void close_chromium() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_stranger_calls_after_a_letter_a_plan_and_a_key(boolean javaScript) throws Exception {
    String name = javaScript ? "Sina Script" : "Stella Static";
    String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@signup.example";
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(javaScript))) {
      Page page = context.newPage();
      page.navigate(portal + "/signup?publisher=acme&to=/acme/subscribe/weather?plan=free");
      page.getByLabel("E-mail").fill(email);
      page.getByLabel("Your name").fill(name);
      page.getByLabel("Password").fill("a long enough sentence");
      page.locator("main form button.primary").click();
      assertTrue(page.locator("main").innerText().contains("Look in your mailbox"), page.url());

      page.navigate(portal + "/mails");
      page.locator("article", new Page.LocatorOptions().setHasText(email)).locator("a").click();
      page.locator("main form button.primary").click();
      assertTrue(page.url().contains("/acme/subscribe/weather"), page.url());
      page.locator("input[name=application][value=new]").check();
      page.locator("input[name=name]").fill("Robot");
      page.locator("main form button.primary").click();

      page.navigate(portal + "/acme/applications");
      page.locator("main table a").first().click();
      page.getByLabel("What is it for?").fill("first steps");
      page.locator("main form button.primary").first().click();
      String key = page.locator("#secret").innerText().strip();
      assertEquals(200, status(key));

      page.navigate(portal + "/settings/sessions");
      assertTrue(page.locator("main").innerText().contains("this one"));
    }
  }

  /** Of a call with a key that is younger than a second. */
  private int status(String key) throws Exception {
    int status = 401;
    for (int i = 0; i < 20 && status == 401; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.near() + "/acme/weather/forecast/oslo"))
              .header("X-API-Key", key)
              .build();
      status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return status;
  }
}
