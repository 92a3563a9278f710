package dev.turnpike.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.admin.RequestsView.DecisionView;
import dev.turnpike.admin.RequestsView.EarlierView;
import dev.turnpike.admin.RequestsView.Notice;
import dev.turnpike.admin.RequestsView.RequestView;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.platform.Platform;
import dev.turnpike.tenants.platform.Resident;
import dev.turnpike.tenants.usage.Denied;
import dev.turnpike.ui.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Acme's admin pages, full and empty. */
final class Cast {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final UUID ID = UUID.fromString("0193a000-0000-7000-8000-000000000001");

  private Cast() {}

  static RequestsView requests(String scene) {
    if (scene.equals("empty")) {
      return new RequestsView(
          "acme",
          List.of(),
          List.of(),
          RequestsView.Filter.NONE,
          NOW,
          new Notice("good", "Approved", "The application may call within a second."));
    }
    return new RequestsView(
        "acme",
        List.of(
            request(
                "a",
                "Warehouse",
                "Globex",
                false,
                !scene.equals("viewer"),
                scene.equals("wrong") ? "Say why." : null),
            request("b", "TPS reports", "Initech", true, true, null)),
        List.of(
            new DecisionView("Initech", "Dashboard", "Free", true, "Anton Abt", "", NOW),
            new DecisionView(
                "Hooli", "Scraper", "Partner", false, null, "No <b>scraping</b>.", NOW)),
        RequestsView.Filter.NONE,
        NOW,
        null);
  }

  private static RequestView request(
      String id, String application, String consumer, boolean own, boolean mine, String wrong) {
    return new RequestView(
        id,
        0,
        consumer,
        "globex",
        application,
        "Weather",
        "Partner",
        true,
        own ? null : "Dave Dunn",
        own ? null : "dave@globex.example",
        NOW.minusSeconds(7_300),
        "1 of 2: waiting for Acme Weather's approvers",
        0,
        List.of("10,000 calls a month", "10 calls a second"),
        own ? usd("49") : usd("0"),
        own ? usd("0.001") : usd("0"),
        NOW.minusSeconds(86_400 * 90),
        usd("12.5"),
        own ? 1 : 0,
        own
            ? List.of()
            : List.of(
                new EarlierView("Weather", "Pro", new StateView("active", "good"), NOW),
                new EarlierView("Chat", "Pay as you go", new StateView("ended", ""), NOW)),
        own,
        mine,
        false,
        wrong);
  }

  static DenialsView denials(String scene) {
    List<DenialsView.Line> lines =
        scene.equals("empty")
            ? List.of()
            : List.of(
                line("GET", "/acme/weather/forecast/berlin", 402, "Insufficient credits", 1_234),
                line("POST", "/acme/weather/reports", 429, "Too many requests", 1),
                line("GET", "/acme/weather/slow", 504, "The origin did not answer in time", 3));
    return new DenialsView(
        "acme",
        List.of(
            new DenialsView.Choice("INSUFFICIENT_CREDITS", "Insufficient credits", true),
            new DenialsView.Choice("RATE_LIMITED", "Too many requests", false)),
        List.of(new DenialsView.Choice("globex", "Globex", false)),
        true,
        true,
        lines,
        lines.isEmpty() ? null : "/admin/acme/denials?before=x");
  }

  private static DenialsView.Line line(
      String method, String path, int status, String title, long times) {
    return new DenialsView.Line(
        "/admin/acme/denials/den_x",
        method,
        path,
        status,
        "X",
        title,
        "Globex",
        "Mobile app",
        times,
        NOW);
  }

  static DenialView denial() {
    JsonNode facts = json();
    return new DenialView(
        "acme",
        "Insufficient credits",
        "This call may cost up to 0.50 USD; 0.12 USD is available.",
        "billing",
        new Denied(
            "x",
            "acme",
            "globex",
            "Globex",
            new ApplicationId(ID),
            "Mobile app",
            null,
            "0123456789abcdef",
            "INSUFFICIENT_CREDITS",
            402,
            "GET",
            "/acme/weather/forecast/berlin",
            new RequestId(ID),
            facts,
            12,
            NOW.minusSeconds(50),
            NOW,
            List.of()),
        DenialFacts.of(facts),
        List.of(
            new DenialView.StepView(
                "resolve", "passed", "good", "acme/weather, GET /forecast/{city}", "", "12 µs"),
            new DenialView.StepView(
                "identify", "passed", "good", "key 0123456789abcdef", "", "40 µs"),
            new DenialView.StepView(
                "funds", "refused", "bad", "0.12 of 0.50 USD", "plan credits", "1,210 µs")),
        "{\n  \"code\" : \"INSUFFICIENT_CREDITS\"\n}");
  }

  static KeysView keys() {
    return new KeysView(
        "acme",
        "weather",
        List.of(new Choice("active", "active", true), new Choice("blocked", "blocked", false)),
        "",
        true,
        false,
        "/admin/acme/keys?q=weather",
        List.of(
            new KeysView.Line(
                "a",
                "globex",
                "Globex",
                "Storefront",
                "Weather",
                "Pro",
                new StateView("active", "good"),
                false,
                "",
                true,
                List.of(new KeysView.KeyLine("tp_test_0123456789abcdef", 12_345, 12, NOW))),
            new KeysView.Line(
                "b",
                "initech",
                "Initech",
                "TPS reports",
                "Weather",
                "Pro",
                new StateView("blocked", "bad"),
                true,
                "Resells our data.",
                true,
                List.of())),
        "/admin/acme/keys?q=weather&from=50",
        true,
        true,
        false);
  }

  static ConsumersView consumers() {
    return new ConsumersView(
        "acme",
        "",
        List.of(new Choice("active", "active", false), new Choice("shut-out", "shut out", false)),
        false,
        true,
        "/admin/acme/consumers",
        List.of(
            new ConsumersView.Line(
                "/admin/acme/consumers/globex",
                "Globex",
                false,
                List.of(account(true, "1250.5", "0.3")),
                List.of(
                    new ConsumersView.Standing(new StateView("active", "good"), 4),
                    new ConsumersView.Standing(new StateView("waits for approval", "info"), 1))),
            new ConsumersView.Line(
                "/admin/acme/consumers/initech",
                "Initech",
                true,
                List.of(account(true, "0", "0"), account(false, "-3", "0")),
                List.of())),
        null);
  }

  static ConsumersView.One consumer() {
    return new ConsumersView.One(
        "acme",
        "initech",
        "Initech",
        NOW,
        List.of(account(false, "-3", "0")),
        List.of(new ConsumersView.Standing(new StateView("active", "good"), 4)),
        new ConsumersView.BlockLine("Resells our data.", "Anton Abt", NOW),
        keys().lines(),
        "/admin/acme/keys?consumer=initech",
        true,
        true,
        true,
        true);
  }

  private static ConsumersView.AccountLine account(boolean test, String available, String held) {
    return new ConsumersView.AccountLine("/admin/acme/accounts/a", test, usd(available), usd(held));
  }

  static AuditView audit() {
    return new AuditView(
        "acme",
        "",
        List.of(new Choice("subscription", "subscription", false)),
        List.of(new Choice("a", "Anton Abt", false)),
        "2026-11-01",
        "",
        true,
        false,
        List.of(
            new AuditView.Line(
                NOW,
                "subscription.rejected",
                "subscription",
                ID.toString(),
                "Anton Abt",
                false,
                List.of(new AuditView.Fact("reason", "No <b>scraping</b>."))),
            new AuditView.Line(NOW, "payment.collected", "payment", "x", null, false, List.of()),
            new AuditView.Line(NOW, "key.revoked", "key", "k", ID.toString(), true, List.of())),
        "/admin/acme/audit?before=" + ID,
        "/admin/acme/audit/events.csv");
  }

  static SettingsView settings(String scene) {
    boolean pale = scene.equals("wrong");
    return new SettingsView(
        "acme",
        "Acme Weather",
        "help@acme.example",
        "https://acme.example/help",
        new SettingsView.Brand(
            pale ? "#ffee00" : "#0b6147",
            "/admin/acme/settings/preview.css?accent=%230b6147",
            pale ? "1.04" : "6.70",
            !pale,
            "#7a7200",
            true,
            !pale),
        pale ? null : "/admin/acme/settings/logo/abc",
        null,
        !pale,
        pale ? List.of(new FieldError("accent", "Nobody could read this.")) : List.of());
  }

  static PlatformView platform() {
    return new PlatformView(
        new Platform.Totals(12_000, 3, 1, 400, 10_000),
        List.of(new Platform.Node(ID, NOW.minusSeconds(7_300), NOW)),
        NOW,
        "",
        List.of(new Choice("publisher", "Publishers", false)),
        false,
        true,
        "/admin/platform",
        List.of(
            new Resident(ID, "acme", "Acme Weather", true, NOW, null, null, 3, 2, 14, 0),
            new Resident(ID, "initech", "Initech", false, NOW, NOW, "Spam.", 3, 0, 0, 2)),
        "/admin/platform?from=50");
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  private static JsonNode json() {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"code":"INSUFFICIENT_CREDITS","subject":{"plan":"credits"},
               "balance":{"available":"0.12","required":"0.50","currency":"USD"}}
              """);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
