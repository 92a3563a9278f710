package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Invoicing;
import dev.turnpike.tenants.billing.Line;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.billing.Period;
import dev.turnpike.tenants.definition.Samples;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Tenancy;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** An invoice as its two sides see it, and how a publisher closes one unpaid. */
@QuarkusTest
class InvoicePagesTest {
  @Inject Shop shop;
  @Inject Cast cast;
  @Inject Tenancy tenancy;
  @Inject Invoicing invoicing;
  @Inject Payments payments;
  @Inject Clock clock;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private String slug;
  private Buyer buyer;
  private InvoiceId invoice;

  @BeforeEach
  void issue(TestInfo test) {
    slug = "billed-" + Integer.toHexString(test.getDisplayName().hashCode());
    buyer = shop.buyer(slug, "pro");
    Instant now = clock.instant();
    invoice =
        await(
            () ->
                tenancy.as(
                    buyer.owner().tenant(),
                    session ->
                        invoicing.issue(
                            session,
                            buyer.subscription(),
                            new Period(now, now.plus(Duration.ofDays(30))),
                            List.of(
                                new Line(Line.Kind.SETUP, "Setting up", 1, 10_000_000),
                                new Line(Line.Kind.RECURRING, "Pro, a month", 1, 49_003_000)),
                            now)));
  }

  @Test
  @Tag("R121")
  void it_shows_lines_what_is_carried_and_each_attempt_to_pay_with_the_processors_words() {
    pay("sbx_expired_card");
    consumer()
        .get(page(""))
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Setting up"),
                containsString("59.00 USD"),
                containsString("exactly 49.003"),
                containsString("No tax is charged"),
                containsString("expired_card: The card has expired"),
                containsString("<code>sbx_"),
                containsString("Pay 59.00 USD")));
    publisher()
        .get("/admin/acme/invoices/" + invoice)
        .then()
        .statusCode(200)
        .body(allOf(containsString("expired_card"), containsString("<code>sbx_")));
  }

  @Test
  void a_paid_one_is_paid_on_the_list_and_has_no_button() {
    pay("sbx_accepted");
    consumer()
        .get("/acme/invoices?tenant=" + slug)
        .then()
        .statusCode(200)
        .body(
            allOf(containsString("ACME-"), containsString(">paid<"), containsString("59.00 USD")));
    consumer().get(page("")).then().body(not(containsString("Pay 59.00 USD")));
  }

  @Test
  void it_is_a_pdf_for_both_sides_and_nobody_else() {
    byte[] paper = consumer().get(page("/pdf")).then().statusCode(200).extract().asByteArray();
    String text = new String(paper, StandardCharsets.ISO_8859_1);
    assertTrue(text.startsWith("%PDF-1.4") && text.endsWith("%%EOF\n"), "a whole file");
    assertTrue(text.contains("(59.00 USD) Tj") && text.contains("(Pro, a month) Tj"), text);
    publisher()
        .get("/admin/acme/invoices/" + invoice + "/pdf")
        .then()
        .statusCode(200)
        .contentType("application/pdf");
    loggedIn("gwen@globex.example", Samples.PASSWORD, "/login")
        .get("/acme/invoices/" + invoice + "/pdf?tenant=globex")
        .then()
        .statusCode(404);
  }

  @Test
  void void_takes_the_claim_back_and_says_why() {
    close("void", "").then().statusCode(422).body(containsString("Give a reason"));
    close("void", "sent to the wrong one").then().statusCode(303);
    consumer()
        .get(page(""))
        .then()
        .body(allOf(containsString(">void<"), containsString("sent to the wrong one")));
    assertEquals("0", book("receivable"));
    assertEquals("0", book("revenue"));
    close("uncollectible", "again").then().statusCode(303);
    assertEquals("void", cast.one("select state from invoice where id = ?", invoice.value()));
  }

  @Test
  void uncollectible_books_the_loss() {
    close("uncollectible", "went out of business").then().statusCode(303);
    assertEquals("0", book("receivable"));
    assertEquals("-59000000", book("loss"));
    assertEquals("59000000", book("revenue"));
  }

  @Test
  void the_database_refuses_a_move_that_the_states_do_not_have() {
    pay("sbx_accepted");
    for (String state : List.of("open", "void", "uncollectible", "draft")) {
      IllegalStateException refused =
          org.junit.jupiter.api.Assertions.assertThrows(
              IllegalStateException.class,
              () ->
                  cast.sql(
                      "update invoice set state = ?, closed_reason = 'x', paid_at = null where id = ?",
                      state,
                      invoice.value()));
      assertTrue(refused.getCause().getMessage().contains("cannot go from paid"), state);
    }
  }

  private String book(String book) {
    return cast.one(
        "select coalesce(sum(e.amount), 0) from ledger_entry e join ledger_txn t on t.id = e.txn_id"
            + " where e.book = ? and t.account_id = ?",
        book,
        buyer.account().id().value());
  }

  private void pay(String card) {
    await(
        () ->
            payments.pay(
                Payer.of(buyer.owner()), new Order(new Order.Bill(invoice), card, null, null)));
  }

  private String page(String rest) {
    return "/acme/invoices/" + invoice + rest + "?tenant=" + slug;
  }

  private io.restassured.response.Response close(String how, String reason) {
    return publisher()
        .formParam("how", how)
        .formParam("reason", reason)
        .post("/admin/acme/invoices/" + invoice + "/closing");
  }

  private RequestSpecification consumer() {
    return loggedIn(slug + "@example.com", Cast.PASSWORD, "/login");
  }

  private RequestSpecification publisher() {
    return loggedIn("olivia@acme.example", Samples.PASSWORD, "/admin/login");
  }

  private RequestSpecification loggedIn(String email, String password, String door) {
    return browser()
        .cookies(
            browser()
                .formParam("email", email)
                .formParam("password", password)
                .post(door)
                .cookies());
  }

  private RequestSpecification browser() {
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .accept("text/html,application/pdf");
  }
}
