package dev.turnpike.backend.money;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.definition.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statements, budgets and books as people and programs use them, without JavaScript. */
@QuarkusTest
class MoneyPagesTest {
  @Inject Cast cast;
  @Inject Shop shop;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  @Tag("R72")
  void the_statement_shows_each_amount_and_downloads_as_a_table() {
    Buyer buyer = shop.buyer("page-statement", "credits");
    shop.topUp(buyer, "12.50");
    RequestSpecification gwen = portal("page-statement@example.com");
    gwen.get("/acme/statement?tenant=page-statement")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Added by card"),
                containsString("12.50 USD paid"),
                containsString("id=\"closing\"><strong>12.50 USD")));
    portal("page-statement@example.com")
        .accept("text/csv")
        .get("/acme/statement/csv?tenant=page-statement")
        .then()
        .statusCode(200)
        .contentType("text/csv")
        .header("Content-Disposition", containsString("statement-acme-"))
        .body(containsString(",top-up,Added by card,12.50,12.50,USD,1"));
    portal("page-statement@example.com")
        .get("/acme/statement?tenant=globex")
        .then()
        .statusCode(404);
  }

  @Test
  @Tag("R70")
  void budgets_are_made_changed_and_removed_on_their_page() {
    Buyer buyer = shop.buyer("page-budgets", "credits");
    String page = "/home/page-budgets/budgets";
    post(page + "/teams", Map.of("slug", "lab", "name", "Laboratory"), 303);
    post(page + "/applications/" + buyer.application(), Map.of("team", "lab"), 303);
    Map<String, String> form =
        Map.of(
            "for",
            "team:lab",
            "name",
            "Lab rats",
            "amount",
            "500.00",
            "currency",
            "USD",
            "period",
            "quarter",
            "zone",
            "Europe/Berlin",
            "kind",
            "hard");
    post(page, form, 303);
    portal("page-budgets@example.com")
        .get(page)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Lab rats, Laboratory"),
                containsString("0.00 USD of 500.00 USD used"),
                containsString("each quarter")));
    String id =
        cast.one("select id from budget where tenant_id = ?", buyer.owner().tenant().value());
    post(
        page + "/" + id,
        Map.of(
            "name",
            "Lab rats",
            "amount",
            "12",
            "currency",
            "USD",
            "period",
            "month",
            "kind",
            "soft",
            "version",
            "0"),
        303);
    post(
        page + "/" + id,
        Map.of(
            "name",
            "Lab rats",
            "amount",
            "13",
            "currency",
            "USD",
            "period",
            "month",
            "version",
            "0"),
        409);
    post(
        page,
        Map.of("for", "team:none", "name", "x", "amount", "1", "currency", "USD", "period", "day"),
        422);
    post(page + "/" + id + "/removal", Map.of(), 303);
    portal("page-budgets@example.com")
        .get(page)
        .then()
        .body(not(containsString("Lab rats, Laboratory")));
    given()
        .redirects()
        .follow(false)
        .cookies(logIn("gwen@globex.example", Samples.PASSWORD).cookies())
        .get(page)
        .then()
        .statusCode(404);
  }

  @Test
  @Tag("R72")
  @Tag("R73")
  void a_publisher_finds_the_account_corrects_it_and_raises_its_limit() {
    Buyer buyer = shop.buyer("page-books", "credits");
    shop.topUp(buyer, "10.00");
    String account = "/admin/acme/books/accounts/" + buyer.account().id();
    admin()
        .get("/admin/acme/books?q=page-books")
        .then()
        .statusCode(200)
        .body(containsString(">page-books"));
    admin()
        .formParam("amount", "2.50")
        .formParam("reason", "goodwill for May")
        .post(account + "/adjustments")
        .then()
        .statusCode(303);
    admin()
        .formParam("amount", "2.50")
        .post(account + "/adjustments")
        .then()
        .statusCode(422)
        .body(containsString("the customer reads it"));
    admin()
        .formParam("amount", "5")
        .formParam("reason", "asked by mail")
        .post(account + "/overdraft")
        .then()
        .statusCode(303);
    admin()
        .get(account)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("goodwill for May"),
                containsString("17.50 USD"),
                containsString("balance and ledger: 12.50 USD and 12.50 USD")));
    String payment =
        cast.one("select id from payment where account_id = ?", buyer.account().id().value());
    admin()
        .formParam("reason", "cancelled")
        .post(account + "/payments/" + payment + "/refunds")
        .then()
        .statusCode(303);
    admin().get(account).then().body(containsString("10.00 USD back, succeeded: cancelled"));
  }

  @Test
  @Tag("R70")
  @Tag("R72")
  @Tag("R73")
  void a_program_does_the_same() {
    Buyer buyer = shop.buyer("api-books", "credits");
    shop.topUp(buyer, "10.00");
    String wallet = "/tenants/acme/wallets/" + buyer.account().id();
    RequestSpecification olivia = program("olivia@acme.example", Samples.PASSWORD);
    json(olivia, Map.of("amount", "150", "reason", "goodwill"))
        .post(wallet + "/adjustments")
        .then()
        .statusCode(202)
        .body("state", equalTo("waiting"));
    json(program("olivia@acme.example", Samples.PASSWORD), Map.of("amount", "7", "reason", "asked"))
        .put(wallet + "/overdraft")
        .then()
        .statusCode(200);
    program("olivia@acme.example", Samples.PASSWORD)
        .get(wallet + "/reconciliation")
        .then()
        .statusCode(200)
        .body("right", equalTo(true), "available.amount", equalTo("17.00"));
    program("api-books@example.com", Cast.PASSWORD)
        .get("/tenants/api-books/wallets/" + buyer.account().id() + "/statement")
        .then()
        .statusCode(200)
        .body("closing.amount", equalTo("10.00"), "lots[0].kind", equalTo("paid"));
    json(
            program("api-books@example.com", Cast.PASSWORD),
            Map.of("amount", "7", "reason", "for myself"))
        .put("/tenants/api-books/wallets/" + buyer.account().id() + "/overdraft")
        .then()
        .statusCode(404);
    String budget =
        json(
                program("api-books@example.com", Cast.PASSWORD),
                Map.of(
                    "scope",
                    "application",
                    "subject",
                    "shop",
                    "name",
                    "shop",
                    "amount",
                    "3.00",
                    "currency",
                    "USD",
                    "period",
                    "day"))
            .post("/tenants/api-books/budgets")
            .then()
            .statusCode(201)
            .body("amount.amount", equalTo("3.00"), "hard", equalTo(true))
            .extract()
            .path("id");
    json(
            program("api-books@example.com", Cast.PASSWORD),
            Map.of(
                "budget",
                budget,
                "application",
                buyer.application().toString(),
                "amount",
                "2",
                "reason",
                "less"))
        .post("/tenants/api-books/budget-requests")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/amount"));
    program("olivia@acme.example", Samples.PASSWORD)
        .get("/tenants/acme/budgets/" + budget)
        .then()
        .statusCode(404);
    assertEquals(
        204,
        program("api-books@example.com", Cast.PASSWORD)
            .delete("/tenants/api-books/budgets/" + budget)
            .statusCode());
  }

  private static RequestSpecification json(RequestSpecification caller, Map<String, ?> body) {
    return caller.contentType(ContentType.JSON).body(body);
  }

  private static RequestSpecification program(String email, String password) {
    String token =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", email, "password", password))
            .post("/manage/v1/sessions")
            .then()
            .statusCode(201)
            .extract()
            .path("token");
    return given().header("Authorization", "Bearer " + token).basePath("/manage/v1");
  }

  private void post(String page, Map<String, String> form, int status) {
    portal("page-budgets@example.com")
        .header("Origin", portal)
        .formParams(form)
        .post(page)
        .then()
        .statusCode(status);
  }

  private RequestSpecification portal(String email) {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html")
        .cookies(logIn(email, Cast.PASSWORD).cookies());
  }

  private Response logIn(String email, String password) {
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .formParam("email", email)
        .formParam("password", password)
        .post("/login");
  }

  private RequestSpecification admin() {
    String cookie =
        given()
            .redirects()
            .follow(false)
            .header("Origin", portal)
            .formParam("email", "olivia@acme.example")
            .formParam("password", Samples.PASSWORD)
            .post("/admin/login")
            .getCookie("turnpike_admin");
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .accept("text/html")
        .cookie("turnpike_admin", cookie);
  }
}
