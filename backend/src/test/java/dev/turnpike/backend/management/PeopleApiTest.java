package dev.turnpike.backend.management;

import static dev.turnpike.backend.management.Manage.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.people.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People, members, keys and doors, as programs manage them. */
@QuarkusTest
class PeopleApiTest {
  private static final String PASSWORD = "a long enough sentence";

  @Inject Cast cast;
  @Inject Mailbox mailbox;

  @Test
  void somebody_signs_up_confirms_and_logs_in() {
    Map<String, String> wish =
        Map.of("email", "api@people.example", "name", "Api Person", "password", PASSWORD);
    json(Manage.anonymous(), wish).post("/sign-ups").then().statusCode(202);
    json(Manage.anonymous(), Map.of("email", "no", "password", "short"))
        .post("/sign-ups")
        .then()
        .statusCode(400)
        .body("code", equalTo("REQUEST_INVALID"))
        .body("errors.pointer", contains("/email", "/name", "/password"));
    String token = mailbox.path("api@people.example").substring("/verify/".length());
    json(Manage.anonymous(), Map.of("token", token))
        .post("/sign-ups/verification")
        .then()
        .statusCode(201)
        .body("tenant", equalTo("api-person"));
    json(Manage.anonymous(), Map.of("token", token))
        .post("/sign-ups/verification")
        .then()
        .statusCode(404);
    RequestSpecification me = Manage.as("api@people.example", PASSWORD);
    me.get("/me").then().statusCode(200).body("name", equalTo("Api Person"));
  }

  @Test
  void a_forgotten_password_is_set_by_the_letter() {
    String email = owner("api-reset");
    json(Manage.anonymous(), Map.of("email", email))
        .post("/password-resets")
        .then()
        .statusCode(202);
    String token = mailbox.path(email).substring("/reset/".length());
    Map<String, String> wish = Map.of("token", token, "password", PASSWORD);
    json(Manage.anonymous(), wish).post("/password-resets/password").then().statusCode(204);
    json(Manage.anonymous(), wish).post("/password-resets/password").then().statusCode(404);
    Manage.as(email, PASSWORD)
        .get("/me/export")
        .then()
        .statusCode(200)
        .body("person.email", equalTo(email))
        .body("organisations.slug", contains("api-reset"));
  }

  @Test
  void members_are_invited_changed_and_removed() {
    String email = owner("api-members");
    RequestSpecification caller = Manage.as(email, Cast.PASSWORD);
    String path = "/tenants/api-members";
    json(caller, Map.of("email", "guest@people.example", "roles", List.of("developer")))
        .post(path + "/invitations")
        .then()
        .statusCode(202);
    caller = Manage.as(email, Cast.PASSWORD);
    String id =
        caller
            .get(path + "/invitations")
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].email", equalTo("guest@people.example"))
            .extract()
            .path("items[0].id");
    caller.delete(path + "/invitations/" + id).then().statusCode(204);
    caller.delete(path + "/invitations/" + id).then().statusCode(404);
    String me = caller.get(path + "/members").then().extract().path("items[0].id");
    caller
        .delete(path + "/members/" + me)
        .then()
        .statusCode(409)
        .body("detail", containsString("without an owner"));
    json(Manage.as(email, Cast.PASSWORD), Map.of("roles", List.of("king")))
        .put(path + "/members/" + me + "/roles")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/roles"));
  }

  @Test
  void a_key_has_a_scope_and_is_rotated() {
    String email = owner("api-keys");
    String path = "/tenants/api-keys/applications";
    String app =
        json(Manage.as(email, Cast.PASSWORD), Map.of("slug", "robot", "name", "Robot"))
            .post(path)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    json(Manage.as(email, Cast.PASSWORD), Map.of("name", "Robot the second"))
        .patch(path + "/" + app)
        .then()
        .statusCode(200)
        .body("name", equalTo("Robot the second"));
    String keys = path + "/" + app + "/keys";
    String expires = Instant.parse("2100-01-01T00:00:00Z").toString();
    var wish =
        Map.of(
            "name", "ci",
            "apis", List.of("acme/weather"),
            "methods", List.of("get"),
            "ranges", List.of("10.1.2.3/8"),
            "expires_at", expires);
    String id =
        json(Manage.as(email, Cast.PASSWORD), wish)
            .post(keys)
            .then()
            .statusCode(201)
            .body("key.scope.apis", contains("acme/weather"))
            .body("key.scope.methods", contains("GET"))
            .body("key.scope.ranges", contains("10.0.0.0/8"))
            .body("key.expires_at", startsWith("2100-01-01"))
            .extract()
            .path("key.id");
    json(Manage.as(email, Cast.PASSWORD), Map.of("ranges", List.of("here")))
        .post(keys)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/ranges"));
    json(Manage.as(email, Cast.PASSWORD), Map.of("overlap_seconds", 3600))
        .post(keys + "/" + id + "/rotation")
        .then()
        .statusCode(201)
        .body("secret", startsWith("tp_test_" + id))
        .body("key.old_secret_until", notNullValue());
    json(Manage.as(email, Cast.PASSWORD), Map.of("overlap_seconds", 3600))
        .post(keys + "/" + id + "/rotation")
        .then()
        .statusCode(409)
        .body("key.id", equalTo(id));
    RequestSpecification caller = Manage.as(email, Cast.PASSWORD);
    caller.delete(keys + "/" + id + "/old-secret").then().statusCode(200);
    json(Manage.as(email, Cast.PASSWORD), Map.of("name", "everything"))
        .put(keys + "/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("everything"))
        .body("scope.apis", equalTo(null));
  }

  @Test
  void a_publisher_changes_whom_it_lets_in() {
    String email = cast.member(cast.tenant("api-door", true), "owner.api-door", "owner");
    RequestSpecification caller = Manage.as(email, Cast.PASSWORD);
    caller.get("/tenants/api-door/sign-up-policy").then().body("policy", equalTo("open"));
    json(caller, Map.of("policy", "domains", "domains", List.of("acme.example")))
        .put("/tenants/api-door/sign-up-policy")
        .then()
        .statusCode(204);
    Manage.as(email, Cast.PASSWORD)
        .get("/tenants/api-door/sign-up-policy")
        .then()
        .body("domains", contains("acme.example"));
    Manage.as(email, Cast.PASSWORD)
        .get("/tenants/api-door/admissions")
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
  }

  @Test
  void teams_seat_members_of_the_tenant_alone() {
    String email = owner("api-teams");
    String stranger = owner("api-stranger");
    String team =
        json(Manage.as(email, Cast.PASSWORD), Map.of("slug", "web", "name", "Web"))
            .post("/tenants/api-teams/teams")
            .then()
            .extract()
            .path("id");
    String path = "/tenants/api-teams/teams/" + team + "/members";
    String me = cast.visitor(email).person().toString();
    String other = cast.visitor(stranger).person().toString();
    RequestSpecification caller = Manage.as(email, Cast.PASSWORD);
    caller.put(path + "/" + me).then().statusCode(204);
    caller.put(path + "/" + other).then().statusCode(404);
    caller.get(path).then().statusCode(200).body("items.id", contains(me));
    caller.delete(path + "/" + me).then().statusCode(204);
    caller.get(path).then().body("items", hasSize(0));
    assertEquals(
        "team.created,team.member_added,team.member_removed",
        cast.one(
            "select string_agg(a.action, ',' order by a.id) from audit a join tenant t on t.id ="
                + " a.tenant_id where t.slug = 'api-teams'"));
  }

  private String owner(String slug) {
    return cast.member(cast.tenant(slug, false), "owner." + slug, "owner");
  }
}
