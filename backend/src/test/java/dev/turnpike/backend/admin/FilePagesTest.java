package dev.turnpike.backend.admin;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.definition.Author;
import dev.turnpike.tenants.definition.Definitions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tenant that a file keeps, as its people see it. */
@QuarkusTest
class FilePagesTest {
  private static final String FILE =
      """
      tenant: SLUG
      name: Harbour
      publishes: true
      products:
        - slug: berths
          name: Berths
          plans:
            - {slug: free, name: Free of charge, billing: free, currency: USD}
      """;

  @Inject Cast cast;
  @Inject Definitions definitions;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  @Tag("R193")
  void what_a_file_keeps_says_so_and_can_only_be_read_until_it_is_let_go() {
    String ada = cast.member(cast.tenant("filed", true), "filed-ada", "owner");
    AdminBrowser browser = new AdminBrowser(portal);
    browser
        .as(ada)
        .get("/admin/filed/file")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("People keep this organisation"), containsString("tenant: filed")));
    apply(ada, FILE);
    browser
        .as(ada)
        .get("/admin/filed/plans")
        .then()
        .statusCode(200)
        .body(allOf(containsString("kept in harbour.yaml"), not(containsString("Take off"))));
    browser
        .as(ada)
        .get("/admin/filed/plans/berths/free")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("This is kept in the file harbour.yaml"),
                not(containsString("<textarea"))));
    browser
        .as(ada)
        .get("/admin/filed/settings")
        .then()
        .body(
            allOf(
                containsString("This is kept in the file harbour.yaml"),
                not(containsString("name=\"support_email\""))));
    browser
        .as(ada)
        .formParam("on_sale", "false")
        .post("/admin/filed/plans/berths/free/sale")
        .then()
        .statusCode(409);
    browser
        .as(ada)
        .get("/admin/filed/file")
        .then()
        .body(
            allOf(
                containsString("harbour.yaml keeps this organisation"),
                containsString("Nothing here is otherwise")));
    cast.sql(
        "insert into product (id, tenant_id, slug, name) select gen_random_uuid(), id, 'extra',"
            + " 'Extra' from tenant where slug = 'filed'");
    cast.sql(
        "insert into plan (id, tenant_id, product_id, slug, name) select gen_random_uuid(),"
            + " tenant_id, id, 'more', 'More' from product where slug = 'extra' and tenant_id ="
            + " (select id from tenant where slug = 'filed')");
    cast.sql(
        "insert into plan_revision select gen_random_uuid(), tenant_id, id, 1,"
            + " '{\"billing\":\"free\",\"currency\":\"USD\"}', now() from plan where slug = 'more'"
            + " and tenant_id = (select id from tenant where slug = 'filed')");
    browser
        .as(ada)
        .get("/admin/filed/file")
        .then()
        .body(allOf(containsString("products[extra]"), containsString("is not in the file")));
    browser.as(ada).get("/admin/filed/file/release").then().statusCode(200);
    browser
        .as(ada)
        .post("/admin/filed/file/release")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/admin/filed/file?done=1"));
    browser.as(ada).get("/admin/filed/plans").then().body(containsString("Take off"));
  }

  @Test
  void the_file_is_downloaded_under_the_tenants_name() {
    String ada = cast.member(cast.tenant("filed-down", true), "filed-down-ada", "owner");
    String viewer = cast.member(cast.tenant("filed-view", true), "filed-view-ada", "viewer");
    AdminBrowser browser = new AdminBrowser(portal);
    browser
        .as(ada)
        .get("/admin/filed-down/file/download")
        .then()
        .statusCode(200)
        .header("Content-Disposition", equalTo("attachment; filename=\"filed-down.yaml\""))
        .body(containsString("tenant: filed-down"));
    browser.as(viewer).get("/admin/filed-view/file").then().statusCode(403);
  }

  private void apply(String email, String yaml) {
    Author author = new Author.Member(cast.acting(email, "filed"));
    String text = yaml.replace("SLUG", "filed");
    org.junit.jupiter.api.Assertions.assertInstanceOf(
        Definitions.Applied.class,
        await(() -> definitions.apply(author, "harbour.yaml", text, null)));
  }
}
