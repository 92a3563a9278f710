package dev.turnpike.backend.event;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Browser;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Endpoints on the pages, without JavaScript, and by the management API. */
@QuarkusTest
class WebhookPagesTest {
  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]{40,}");

  @Inject Cast cast;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private Receiver system;
  private String slug;
  private String gwen;
  private TenantId globex;

  @BeforeEach
  void start(TestInfo test) throws IOException {
    system = new Receiver();
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    slug = "hooked-" + own;
    globex = cast.tenant(slug, true);
    gwen = cast.member(globex, "gwen.h" + own, "owner");
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void a_developer_adds_tests_and_removes_an_endpoint_in_the_portal() throws Exception {
    Browser browser = new Browser(portal).logIn(gwen, Cast.PASSWORD);
    String list = "/home/" + slug + "/webhooks";
    browser
        .get(list)
        .then()
        .statusCode(200)
        .body(allOf(containsString("No system is told anything yet"), containsString(list)));
    browser
        .post(list, "name", "Our <books>", "url", "books.example", "type", "invoice.paid")
        .then()
        .statusCode(422)
        .body(
            allOf(
                containsString("Address: write a whole http or https address"),
                containsString("value=\"Our &lt;books&gt;\""),
                containsString("value=\"invoice.paid\" checked")));
    String fresh =
        browser
            .post(list, "name", "Our books", "url", system.address(), "type", "invoice.paid")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    String secret = secret(fresh);
    String one =
        list
            + "/"
            + cast.one("select id from webhook_endpoint where tenant_id = ?", globex.value());
    assertTrue(fresh.contains("href=\"" + one + "\""));
    browser
        .get(one)
        .then()
        .statusCode(200)
        .body(
            allOf(not(containsString("whsec_")), containsString("value=\"invoice.paid\" checked")));
    browser.get(list).then().body(allOf(containsString("Our books"), containsString("1 of ")));
    system.answers(200, "<b>thanks</b>");
    browser.post(one + "/test").then().statusCode(303);
    Receiver.Message test = system.next().signedWith(secret);
    assertEquals("webhook.test", test.type());
    String log = browser.get(one + "?done=sent").then().statusCode(200).extract().asString();
    Matcher sent = Pattern.compile(one + "/deliveries/[0-9a-f-]{36}").matcher(log);
    assertTrue(sent.find());
    browser
        .get(sent.group())
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("&lt;b&gt;thanks&lt;/b&gt;"),
                containsString(test.id()),
                containsString("webhook.test")));
    browser.post(sent.group() + "/replay").then().statusCode(303);
    assertEquals(test.id(), system.next().id());
    String other = browser.post(one + "/rotation").then().statusCode(200).extract().asString();
    browser.post(one + "/test").then().statusCode(303);
    system.next().signedWith(secret).signedWith(secret(other));
    browser.post(one + "/off").then().statusCode(303);
    browser.get(one).then().body(containsString("Somebody of yours switched it off."));
    browser.post(one + "/on").then().statusCode(303);
    browser.get(one + "/removal").then().statusCode(200).body(containsString("Remove Our books?"));
    assertEquals("1", count());
    browser.post(one + "/removal").then().statusCode(303);
    assertEquals("0", count());
    browser.get(one).then().statusCode(404);
    assertEquals(
        "webhook.created,webhook.tested,webhook.replayed,webhook.secret-rotated,webhook.tested,"
            + "webhook.disabled,webhook.enabled,webhook.removed",
        cast.one(
            "select string_agg(action, ',' order by id) from audit where tenant_id = ?"
                + " and subject_kind = 'webhook'",
            globex.value()));
  }

  @Test
  void only_those_who_may_see_it() {
    Browser browser = new Browser(portal).logIn(gwen, Cast.PASSWORD);
    String vera = cast.member(globex, "vera." + slug, "viewer");
    new Browser(portal)
        .logIn(vera, Cast.PASSWORD)
        .get("/home/" + slug + "/webhooks")
        .then()
        .statusCode(403);
    cast.tenant("else-" + slug, false);
    browser.get("/home/else-" + slug + "/webhooks").then().statusCode(404);
  }

  @Test
  void the_same_by_api() throws Exception {
    String root = "/manage/v1/tenants/" + slug + "/webhooks";
    Map<String, Object> wish =
        Map.of("name", "CRM", "url", system.address(), "events", List.of("key.revoked"));
    var made = api().body(wish).post(root).then().statusCode(201).extract();
    String id = made.path("id");
    String secret = made.path("secret");
    api().get(root + "/" + id).then().statusCode(200).body(not(containsString("whsec_")));
    api()
        .body(Map.of("name", "CRM", "url", system.address(), "events", List.of("key.eaten")))
        .post(root)
        .then()
        .statusCode(400)
        .body(containsString("events"));
    String delivery =
        api().post(root + "/" + id + "/test").then().statusCode(200).extract().path("id");
    system.next().signedWith(secret);
    api()
        .get(root + "/" + id + "/deliveries")
        .then()
        .statusCode(200)
        .body(allOf(containsString(delivery), containsString("delivered")));
    api().post(root + "/" + id + "/deliveries/" + delivery + "/replay").then().statusCode(200);
    system.next().signedWith(secret);
    String next =
        api().post(root + "/" + id + "/rotation").then().statusCode(200).extract().path("secret");
    api().post(root + "/" + id + "/test").then().statusCode(200);
    system.next().signedWith(secret).signedWith(next);
    api()
        .body(Map.of("name", "CRM", "url", system.address(), "enabled", false))
        .put(root + "/" + id)
        .then()
        .statusCode(200)
        .body(containsString("\"off_because\":\"person\""));
    api().delete(root + "/" + id).then().statusCode(204);
    api().get(root + "/" + id).then().statusCode(404);
  }

  private RequestSpecification api() {
    String token =
        RestAssured.given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", gwen, "password", Cast.PASSWORD))
            .post("/manage/v1/sessions")
            .path("token");
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON);
  }

  private String count() {
    return cast.one("select count(*) from webhook_endpoint where tenant_id = ?", globex.value());
  }

  private static String secret(String page) {
    Matcher found = SECRET.matcher(page.replace("&#x3D;", "=").replace("&#61;", "="));
    assertTrue(found.find(), "the page shows the secret");
    return found.group();
  }
}
