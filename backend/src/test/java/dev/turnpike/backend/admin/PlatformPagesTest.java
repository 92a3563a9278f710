package dev.turnpike.backend.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The operator's view over all tenants. */
@QuarkusTest
class PlatformPagesTest {
  @Inject Cast cast;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private AdminBrowser browser;
  private String own;
  private String slug;
  private TenantId resident;
  private String otto;

  @BeforeEach
  void make(TestInfo test) {
    browser = new AdminBrowser(portal);
    own = Integer.toHexString(test.getDisplayName().hashCode());
    slug = "resident-" + own;
    resident = cast.tenant(slug, true);
    otto = cast.member(cast.tenant("ops-" + own, false), "otto.p" + own, "operator");
  }

  @Test
  void an_operator_finds_every_tenant_in_numbers() {
    browser.as(otto).get("/admin").then().statusCode(303).header("Location", endsWith("/platform"));
    browser
        .as(otto)
        .get("/admin/platform?q=" + slug)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("/admin/platform/tenants/" + slug),
                not(containsString("ops-" + own))));
    browser
        .as(otto)
        .get("/admin/platform?kind=consumer&q=ops-" + own)
        .then()
        .body(containsString("/tenants/ops-" + own));
    browser.as(otto).get("/admin/platform/tenants/nobody-at-all").then().statusCode(404);
  }

  @Test
  void a_tenant_is_suspended_with_a_reason_and_opened_again_and_both_trails_say_so() {
    String one = "/admin/platform/tenants/" + slug;
    browser.as(otto).get(one + "/suspension").then().statusCode(200);
    browser
        .as(otto)
        .formParam("reason", " ")
        .post(one + "/suspension")
        .then()
        .statusCode(422)
        .body(containsString("href=\"#reason\""));
    for (int i = 0; i < 2; i++) {
      browser
          .as(otto)
          .formParam("reason", "Sells what is not theirs.")
          .post(one + "/suspension")
          .then()
          .statusCode(303);
    }
    browser.as(otto).get(one).then().body(containsString("Sells what is not theirs."));
    browser.as(otto).post(one + "/resumption").then().statusCode(303);
    assertEquals(null, cast.one("select suspended_at from tenant where slug = ?", slug));
    assertEquals(
        "tenant.suspended,tenant.resumed",
        cast.one(
            "select string_agg(action, ',' order by id) from audit where tenant_id = ?",
            resident.value()));
    assertEquals(
        "2",
        cast.one(
            "select count(*) from audit where subject_id = ? and action like 'platform.%'", slug));
  }

  @Test
  void nobody_suspends_the_tenant_they_act_for() {
    browser
        .as(otto)
        .formParam("reason", "x")
        .post("/admin/platform/tenants/ops-" + own + "/suspension")
        .then()
        .statusCode(409);
  }

  @Test
  void whoever_is_no_operator_learns_of_no_such_page() {
    String olga = cast.member(resident, "olga.p" + own, "owner");
    browser.as(olga).get("/admin/platform").then().statusCode(404);
    browser.as(olga).get("/admin/platform/tenants/" + slug).then().statusCode(404);
    browser
        .as(olga)
        .formParam("reason", "x")
        .post("/admin/platform/tenants/" + slug + "/suspension")
        .then()
        .statusCode(404);
    assertEquals(
        "0",
        cast.one(
            "select count(*) from platform_tenants(?, '%', '', 10, 0)",
            cast.visitor(olga).person().value()));
  }
}
