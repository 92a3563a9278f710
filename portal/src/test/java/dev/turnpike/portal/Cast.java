package dev.turnpike.portal;

import dev.turnpike.portal.CatalogueView.ApiView;
import dev.turnpike.portal.CatalogueView.LimitView;
import dev.turnpike.portal.CatalogueView.PlanView;
import dev.turnpike.portal.CatalogueView.ProductView;
import dev.turnpike.portal.DirectoryView.Organisation;
import dev.turnpike.portal.DirectoryView.PublisherCard;
import dev.turnpike.portal.HomeView.DenialView;
import dev.turnpike.portal.HomeView.InvoiceView;
import dev.turnpike.portal.HomeView.LimitState;
import dev.turnpike.portal.HomeView.SubscriptionView;
import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.portal.HomeView.Trouble;
import dev.turnpike.portal.HomeView.WalletView;
import dev.turnpike.portal.KeysView.KeyView;
import dev.turnpike.portal.ResolveView.Again;
import dev.turnpike.portal.ResolveView.Ask;
import dev.turnpike.portal.ResolveView.Attempt;
import dev.turnpike.portal.ResolveView.Bill;
import dev.turnpike.portal.ResolveView.CardView;
import dev.turnpike.portal.ResolveView.Refused;
import dev.turnpike.portal.ResolveView.Request;
import dev.turnpike.portal.ResolveView.Row;
import dev.turnpike.portal.ResolveView.TopUp;
import dev.turnpike.portal.ResolveView.Tried;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.notice.News;
import dev.turnpike.tenants.notice.Notices;
import dev.turnpike.ui.Gauge;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** acme, globex and initech as the templates are shown them. */
final class Cast {
  static final Instant NOW = Instant.parse("2026-11-21T10:27:13Z");
  static final String PAGE = "/acme/resolve/den_k3yTqv9ZpW2c";

  static final List<CardView> CARDS =
      List.of(
          new CardView("4242", "Visa ending in 4242", "Succeeds", true),
          new CardView("9995", "Visa ending in 9995", "Declined: insufficient funds", false),
          new CardView("0069", "Visa ending in 0069", "Declined: expired", false),
          new CardView("3220", "Mastercard ending in 3220", "Asks for a confirmation", false),
          new CardView("0259", "Visa ending in 0259", "Never answers", false));

  private Cast() {}

  static Money usd(String decimal) {
    return Money.of(decimal, "USD");
  }

  static Refused refused(String code, int status, String title, String detail) {
    return new Refused(
        PAGE,
        "acme",
        "Acme Weather",
        "Globex",
        code,
        status,
        title,
        detail,
        "GET",
        "/acme/weather/v1/now?city=Berlin",
        NOW.minusSeconds(55),
        NOW,
        12,
        "storefront",
        "weather",
        "credits",
        "01934f3e-7a10-7cc2-9f6b-8f1f6f8a1c2d",
        "/acme/support?tenant=globex&denial=den_k3yTqv9ZpW2c");
  }

  private static Refused drained() {
    return refused(
        "INSUFFICIENT_CREDITS",
        402,
        "Insufficient credits",
        "This call may cost up to 0.50 USD; 0.12 USD is available. Add credit.");
  }

  private static List<Row> sums() {
    return List.of(
        new Row("This call needs up to", "0.50 USD", false),
        new Row("Available", "0.12 USD", false),
        new Row("Held by calls in flight", "0.00 USD", false),
        new Row("Missing", "0.38 USD", true));
  }

  private static TopUp topUp() {
    return new TopUp("10.00", "USD", "0.38 USD", usd("0.38"), CARDS, "form-1");
  }

  private static Again again(Tried tried) {
    return new Again(
        true,
        "curl -i -H 'Authorization: Bearer KEY'"
            + " 'http://localhost:8000/acme/weather/v1/now?city=Berlin'",
        tried);
  }

  static ResolveView resolve(String scene) {
    return switch (scene) {
      case "paid" -> view(null, null, attempt("succeeded", null, usd("10.12")), again(null));
      case "tried" ->
          view(
              null,
              null,
              attempt("succeeded", null, usd("10.12")),
              again(new Tried(200, "good", "0.4", 12, "{\"city\":\"Berlin\",\"celsius\":4.5}")));
      case "insufficient_funds", "expired_card", "authentication_failed", "do_not_honor" ->
          view(topUp(), null, attempt("declined", scene, null), null);
      case "pending", "action-required", "outage" ->
          view(topUp(), null, attempt(scene, null, null), null);
      case "ask" -> view(null, new Ask(List.of("Dana Okafor <dana@globex.example>")), null, null);
      case "invoice" -> overdue();
      case "request" -> waiting();
      default -> view(topUp(), null, null, null);
    };
  }

  private static Attempt attempt(String state, String reason, Money balance) {
    return new Attempt(state, reason, usd("10"), balance, PAGE + "/payments/1/confirmation");
  }

  private static ResolveView view(TopUp topUp, Ask ask, Attempt attempt, Again again) {
    return new ResolveView(
        drained(),
        sums(),
        null,
        null,
        topUp,
        null,
        null,
        null,
        null,
        ask,
        List.of(),
        again != null,
        attempt,
        again,
        List.of(),
        null);
  }

  private static ResolveView overdue() {
    Refused refused =
        refused(
            "PAYMENT_OVERDUE",
            402,
            "Payment overdue",
            "Invoice ACME-2026-0012 over 49.00 USD is unpaid and its grace is over.");
    Bill bill = new Bill("ACME-2026-0012", usd("49"), NOW, "insufficient_funds", CARDS, "form-1");
    return new ResolveView(
        refused, List.of(), null, null, null, bill, null, null, null, null, List.of(), false, null,
        null, List.of(), null);
  }

  private static ResolveView waiting() {
    Refused refused =
        refused(
            "SUBSCRIPTION_PENDING_APPROVAL",
            403,
            "Approval is pending",
            "Acme Weather has not decided about storefront's request yet.");
    return new ResolveView(
        refused,
        List.of(),
        null,
        null,
        null,
        null,
        new Request(
            "waiting, step 1 of 1",
            "info",
            NOW.minusSeconds(7200),
            null,
            "/acme/requests/x?tenant=globex"),
        null,
        null,
        null,
        List.of(),
        false,
        null,
        null,
        List.of(),
        null);
  }

  static Notices.Told told() {
    return new Notices.Told(
        new UUID(1, 1),
        new TenantId(new UUID(2, 2)),
        "Globex",
        null,
        "allowance",
        80,
        News.Tone.WARN,
        "80 % used: storefront: monthly",
        "8,200 of 10,000 requests are used. At this pace calls are blocked on 21 November.",
        PAGE,
        NOW,
        2,
        1);
  }

  static HomeView home(boolean well) {
    List<Trouble> trouble =
        well
            ? List.of()
            : List.of(
                new Trouble(
                    "bad",
                    "Invoice ACME-2026-0012 is overdue",
                    "Calls of storefront are refused until 49.00 USD is paid.",
                    PAGE,
                    "Pay 49.00 USD"),
                new Trouble(
                    "warn",
                    "The wallet is nearly empty",
                    "0.12 USD is left; a call may cost 0.50 USD.",
                    PAGE,
                    "Add credit"));
    return new HomeView(
        "acme",
        "Acme Weather",
        new TenantChoice("globex", "Globex"),
        List.of(new TenantChoice("initech", "Initech")),
        Shortened.to(9, trouble),
        new WalletView(PAGE, usd("0.12"), usd("0.30"), usd("0"), NOW.minusSeconds(86_400)),
        Shortened.to(
            1,
            List.of(
                new LimitState(
                    "storefront",
                    Gauge.ofUsage("monthly", 8_200, 10_000, "requests"),
                    NOW,
                    NOW,
                    PAGE),
                new LimitState(
                    "mobile", Gauge.ofUsage("daily", 1, 1, "requests"), NOW, null, PAGE))),
        Shortened.to(
            2,
            List.of(
                new SubscriptionView(
                    "/acme", "storefront", "weather", "credits", "active", "good", NOW),
                new SubscriptionView(
                    "/acme", "mobile", "weather", "pro", "waiting for approval", "info", NOW),
                new SubscriptionView("/acme", "kiosk", "weather", "free", "active", "good", NOW))),
        List.of(
            new InvoiceView("ACME-2026-0012", usd("49"), NOW, "overdue", "bad", PAGE),
            new InvoiceView("ACME-2026-0007", usd("49"), NOW, "paid", "good", null)),
        List.of(
            new DenialView(
                PAGE,
                "GET",
                "/acme/weather/v1/now",
                "INSUFFICIENT_CREDITS",
                "Insufficient credits",
                402,
                12,
                NOW)),
        List.of(
            new PaymentViews.Line(
                NOW,
                "credit",
                null,
                "10.00 USD",
                "declined",
                "bad",
                "The card has expired. Use another card.",
                null,
                "visa •••• 0069",
                "ch_1")),
        List.of(new PaymentViews.Card("c1", "visa •••• 4242", "current", "good", true)),
        List.of(new KeyViews.Line("tp_test_4fT9", "default", "storefront", "valid", "good", null)),
        List.of(NoticePages.Item.of(told())),
        well ? null : NOW);
  }

  static PayView pay() {
    return new PayView(
        "acme",
        "Acme Weather",
        "globex",
        "Globex",
        "Add credit",
        "/acme/pay",
        usd("0.12"),
        null,
        null,
        topUp(),
        null,
        null,
        false,
        new Attempt("succeeded", null, usd("10"), usd("10.12"), PAGE),
        List.of(),
        List.of(
            new PayView.LineView(NOW, "top-up", usd("10"), usd("10.12"), true),
            new PayView.LineView(NOW, "calls", usd("-0.01"), usd("0.12"), false)));
  }

  static CatalogueView catalogue() {
    return new CatalogueView(
        "acme",
        "Acme Weather",
        "weather",
        "",
        "Found: 1",
        List.of(new CatalogueView.TagLink("forecasts", 1, "/acme?tag=forecasts", false)),
        List.of(
            new ProductView(
                "weather",
                "Weather",
                "Forecasts and observations for any place.",
                "/acme/products/weather",
                List.of("forecasts"),
                List.of(
                    new ApiView(
                        "weather",
                        "Weather",
                        "Current weather and forecasts",
                        "http://localhost:8000/acme/weather",
                        "published",
                        List.of(new CatalogueView.OperationView("GET", "/now", "What it is now")))),
                List.of(
                    new PlanView(
                        "free",
                        "Free",
                        List.of("nothing"),
                        "free",
                        List.of(
                            new LimitView(
                                "1,000 requests a month",
                                "then 402 until it resets or you upgrade")),
                        "at once",
                        "/acme/subscribe/weather?plan=free"),
                    new PlanView(
                        "pro",
                        "Pro",
                        List.of("49.00 USD a month", "0.001 USD a call"),
                        "invoiced",
                        List.of(
                            new LimitView("10,000 requests a month", "then 402 until it resets"),
                            new LimitView("10 requests a second", "then 429: wait")),
                        "after approval",
                        "/acme/subscribe/weather?plan=pro"),
                    new PlanView(
                        "credits",
                        "Credits",
                        List.of("0.01 USD a call"),
                        "prepaid",
                        List.of(),
                        "at once",
                        "/acme/subscribe/weather?plan=credits")))),
        null,
        "/acme?q=weather&page=2");
  }

  static SubscribeView subscribe() {
    return new SubscribeView(
        "acme",
        "Acme Weather",
        new TenantChoice("globex", "Globex"),
        List.of(new TenantChoice("initech", "Initech")),
        "/acme/products/weather",
        "Weather",
        catalogue().products().getFirst().plans().getFirst(),
        "/acme/subscribe/weather",
        List.of(
            new SubscribeView.ApplicationChoice("a1", "storefront", true, null, null),
            new SubscribeView.ApplicationChoice(
                "a2", "kiosk", false, "has a subscription already", "/acme/subscriptions/1")),
        "",
        false,
        List.of("Calls pass at once."),
        "Nothing is due now.",
        false,
        List.of(new dev.turnpike.ui.FieldError("name", "Write a name.")),
        null);
  }

  static KeysView keys() {
    return new KeysView(
        "acme",
        "Acme Weather",
        "globex",
        "Globex",
        List.of(),
        List.of(
            new KeyView(
                "a1", "tp_test_4fT9", "default", "storefront", "valid", "good", true, NOW, NOW),
            new KeyView(
                "a2", "tp_test_9aXx", "old", "storefront", "revoked", "", false, NOW, null)),
        true,
        false);
  }

  static CodeView code() {
    return new CodeView(
        "/acme",
        "Acme Weather",
        "INSUFFICIENT_CREDITS",
        402,
        "Insufficient credits",
        "The wallet's balance does not cover what this call may cost.",
        "Somebody of your organisation with the role billing.",
        "No.",
        List.of("Follow the link of the refusal and add credit.", "Send the same call again."),
        "{\n  \"status\": 402,\n  \"code\": \"INSUFFICIENT_CREDITS\"\n}",
        List.of(
            new CodeView.Entry("CREDENTIAL_MISSING", 401, "No credential", false),
            new CodeView.Entry("INSUFFICIENT_CREDITS", 402, "Insufficient credits", true)));
  }

  static DirectoryView directory() {
    PublisherCard acme = new PublisherCard("acme", "Acme Weather", "Weather");
    return new DirectoryView(
        List.of(acme, new PublisherCard("globex", "Globex", "Catalog")),
        List.of(
            new Organisation("1", "globex", "Globex", true, List.of(acme)),
            new Organisation("2", "initech", "Initech", false, List.of(acme))));
  }
}
