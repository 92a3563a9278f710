package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One real Chromium for all tests that have pages walked; it ends with the tests' process. */
public final class Chromium {
  private static @Nullable Browser browser;

  private Chromium() {}

  /** Somebody who was never here; skips the test where there is no Chromium. */
  public static BrowserContext visitor(boolean javaScript) {
    return browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(javaScript));
  }

  private static synchronized Browser browser() {
    Browser open = browser;
    if (open == null) {
      Path chromium =
          Path.of(System.getenv().getOrDefault("TURNPIKE_CHROMIUM", "/usr/bin/chromium"));
      assumeTrue(Files.isExecutable(chromium), "no Chromium here: bin/verify installs it");
      open = launch(chromium);
      browser = open;
    }
    return open;
  }

  private static Browser launch(Path chromium) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(chromium)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }
}
