package dev.turnpike.backend.admin;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Consumers and their subscriptions as a publisher finds them, and shutting one out. */
@QuarkusTest
class ConsumerPagesTest {
  private static final String FREE = "{\"billing\":\"free\",\"currency\":\"USD\"}";
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");

  @Inject Cast cast;
  @Inject Ids ids;
  @Inject Subscriptions subscriptions;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private AdminBrowser browser;
  private String own;
  private String root;
  private String publisher;
  private String consumer;
  private TenantId acme;
  private String anton;
  private Acting gwen;

  @BeforeEach
  void make(TestInfo test) {
    browser = new AdminBrowser(portal);
    own = Integer.toHexString(test.getDisplayName().hashCode());
    publisher = "acme-c" + own;
    consumer = "globex-c" + own;
    root = "/admin/" + publisher;
    acme = cast.tenant(publisher, true);
    TenantId globex = cast.tenant(consumer, false);
    anton = cast.member(acme, "anton.c" + own, "approver", "admin");
    gwen = cast.acting(cast.member(globex, "gwen.c" + own, "owner"), consumer);
    cast.product(acme, "weather", "public");
    cast.plan(acme, "weather", "free", FREE);
  }

  @Test
  void a_consumer_that_is_shut_out_is_blocked_everywhere_and_whatever_it_subscribes_to_later() {
    String first = subscribe("one");
    String alone = subscribe("two");
    browser
        .as(anton)
        .formParam("reason", "Only this one.")
        .post(root + "/keys/" + alone + "/block")
        .then()
        .statusCode(303);
    browser
        .as(anton)
        .get(root + "/consumers/" + consumer + "/block")
        .then()
        .statusCode(200)
        .body(containsString("2 live subscriptions"));
    browser
        .as(anton)
        .formParam("reason", " ")
        .post(root + "/consumers/" + consumer + "/block")
        .then()
        .statusCode(422)
        .body(containsString("href=\"#reason\""));
    assertEquals(null, hindrance(first));
    for (int i = 0; i < 2; i++) {
      browser
          .as(anton)
          .formParam("reason", "Resells <our> data.")
          .post(root + "/consumers/" + consumer + "/block")
          .then()
          .statusCode(303)
          .header("Location", endsWith("/consumers/" + consumer + "?done=1"));
    }
    String later = subscribe("three");
    assertEquals("Resells <our> data.", hindrance(first));
    assertEquals("Only this one.", hindrance(alone));
    assertEquals("Resells <our> data.", hindrance(later));
    browser
        .as(anton)
        .get(root + "/consumers/" + consumer)
        .then()
        .body(allOf(containsString("Resells &lt;our&gt; data."), containsString("shut out")));
    browser
        .as(anton)
        .get(root + "/consumers?state=shut-out")
        .then()
        .body(containsString("/consumers/" + consumer));

    browser.as(anton).post(root + "/consumers/" + consumer + "/unblock").then().statusCode(303);
    assertEquals(null, hindrance(first));
    assertEquals(null, hindrance(later));
    assertEquals("Only this one.", hindrance(alone));
    assertEquals(
        "consumer.blocked,consumer.unblocked",
        cast.one(
            "select string_agg(action, ',' order by id) from audit"
                + " where tenant_id = ? and subject_kind = 'consumer'",
            acme.value()));
  }

  @Test
  void a_block_needs_the_role_and_a_consumer_of_ones_own() {
    subscribe("one");
    String viewer = cast.member(acme, "vera.c" + own, "viewer");
    browser.as(viewer).get(root + "/consumers/" + consumer).then().statusCode(200);
    browser.as(viewer).get(root + "/consumers/" + consumer + "/block").then().statusCode(403);
    browser
        .as(viewer)
        .formParam("reason", "x")
        .post(root + "/consumers/" + consumer + "/block")
        .then()
        .statusCode(403);
    TenantId other = cast.tenant("other-c" + own, true);
    String olaf = cast.member(other, "olaf.c" + own, "owner");
    browser
        .as(olaf)
        .formParam("reason", "x")
        .post("/admin/other-c" + own + "/consumers/" + consumer + "/block")
        .then()
        .statusCode(404);
    browser.as(olaf).get("/admin/other-c" + own + "/consumers/" + consumer).then().statusCode(404);
  }

  @Test
  void consumers_and_subscriptions_are_searched_and_paged_by_the_database() {
    subscribe("needle");
    cast.sql(
        """
        with t as (insert into tenant (id, slug, name, publishes, created_at)
            select gen_random_uuid(), ? || n, 'Many ' || lpad(cast(n as text), 3, '0'), false, now()
            from generate_series(1, 60) n returning id, slug),
          a as (insert into application (id, tenant_id, slug, name, created_at)
            select gen_random_uuid(), id, 'app', 'App of ' || slug, now() from t returning id, tenant_id),
          k as (insert into account (id, publisher_id, consumer_id, mode, currency, created_at)
            select gen_random_uuid(), ?, id, 'test', 'USD', now() from t returning id, consumer_id),
          w as (insert into wallet (id, publisher_id, consumer_id, account_id, currency)
            select gen_random_uuid(), ?, consumer_id, id, 'USD' from k)
        insert into subscription (id, publisher_id, consumer_id, application_id, product_id,
            plan_revision_id, account_id, state, facts, requested_at, changed_at)
        select gen_random_uuid(), ?, a.tenant_id, a.id, p.id, r.id, k.id, 'active',
          jsonb_build_object('since', now()), now(), now()
        from a join k on k.consumer_id = a.tenant_id
        join product p on p.tenant_id = ? join plan l on l.product_id = p.id
        join plan_revision r on r.plan_id = l.id
        """,
        "many-" + own + "-",
        acme.value(),
        acme.value(),
        acme.value(),
        acme.value());
    for (String list : new String[] {"/consumers", "/keys"}) {
      String first = page(list);
      assertEquals(50, count(first, "<td class=\"main\">"), list);
      Matcher older = OLDER.matcher(first);
      assertTrue(older.find(), list);
      String second =
          browser
              .as(anton)
              .urlEncodingEnabled(false)
              .get(older.group(1).replace("&amp;", "&"))
              .asString();
      assertEquals(11, count(second, "<td class=\"main\">"), list);
      assertEquals(1, count(page(list + "?q=" + consumer), "<td class=\"main\">"), list);
      assertEquals(0, count(page(list + "?q=%25"), "<td class=\"main\">"), list);
      assertEquals(0, count(page(list + "?state=suspended"), "<td class=\"main\">"), list);
      assertEquals(50, count(page(list + "?state=active"), "<td class=\"main\">"), list);
    }
    assertTrue(page("/keys?q=App+needle").contains("App needle"));
    browser
        .as(anton)
        .get(root + "/keys?consumer=" + consumer)
        .then()
        .body(allOf(containsString("App needle"), not(containsString("App of many"))));
  }

  private String page(String path) {
    return browser
        .as(anton)
        .urlEncodingEnabled(false)
        .get(root + path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private String subscribe(String slug) {
    ApplicationId application = cast.application(gwen, slug);
    Outcome asked =
        await(
            () ->
                subscriptions.request(
                    gwen, new PlanChoice(application, publisher, "weather", "free", Mode.TEST)));
    return assertInstanceOf(Outcome.Done.class, asked).id().toString();
  }

  private String hindrance(String subscription) {
    return cast.one(
        "select reason from hindrance where subscription_id = ?", UUID.fromString(subscription));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
