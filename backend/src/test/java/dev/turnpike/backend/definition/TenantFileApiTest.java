package dev.turnpike.backend.definition;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.definition.Author;
import dev.turnpike.tenants.definition.Change;
import dev.turnpike.tenants.definition.Changes;
import dev.turnpike.tenants.definition.Definitions;
import dev.turnpike.tenants.definition.Samples;
import dev.turnpike.tenants.definition.TenantFile;
import dev.turnpike.tenants.definition.TenantFile.PersonEntry;
import dev.turnpike.tenants.definition.TenantText;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tenant as one file: exported, compared and applied, in a real database and by the API. */
@QuarkusTest
class TenantFileApiTest {
  /** How many generated tenants go through the database; the long proof says more. */
  private static final int TENANTS = Integer.getInteger("turnpike.tenants.stored", 60);

  private static final int MOST_ALTERATIONS = 100;
  private static final Logger LOG = Logger.getLogger(TenantFileApiTest.class);

  private static final String FILE =
      """
      tenant: SLUG
      name: One
      publishes: true
      apis:
        - slug: tides
          name: Tides
          origins: {origin: "https://tides.example"}
          operations:
            - {id: today, method: GET, path: /today}
      products:
        - slug: sea
          name: The sea
          apis: [tides]
          plans:
            - slug: free
              name: Free
              billing: free
              currency: USD
              limits:
                - {name: burst, kind: rate, quantity: 10, window: second}
            - slug: pro
              name: Pro
              billing: postpaid
              currency: USD
              recurring_fee: "9.00"
      """;

  @Inject Cast cast;
  @Inject Definitions definitions;

  @Test
  @Tag("R193")
  void every_sample_exported_and_applied_changes_nothing() {
    for (Map.Entry<String, String> owner :
        Map.of(
                "acme", "olivia@acme.example",
                "globex", "gwen@globex.example",
                "initech", "ines@initech.example")
            .entrySet()) {
      String exported = export(owner.getKey(), owner.getValue(), Samples.PASSWORD);
      plan(owner.getKey(), owner.getValue(), Samples.PASSWORD, exported)
          .body("changes", hasSize(0))
          .body("remarks", hasSize(0));
    }
  }

  @Test
  @Tag("R193")
  void the_samples_files_say_what_was_made_of_them() throws Exception {
    String text = Files.readString(Path.of("..", "tenants", "samples", "initech.yaml"));
    plan("initech", "ines@initech.example", Samples.PASSWORD, text)
        .body("changes.findAll { !it.path.startsWith('people') }", hasSize(0));
  }

  @Test
  @Tag("R193")
  void generated_tenants_come_out_of_the_database_as_they_went_in() {
    for (int seed = 0; seed < TENANTS; seed++) {
      String slug = "gen-" + letters(seed) + "-x";
      TenantId tenant = cast.tenant(slug, true);
      RandomTenant random = new RandomTenant(seed);
      List<PersonEntry> people = new ArrayList<>();
      String owner = cast.member(tenant, slug + "-ada", "owner");
      people.add(random.person(owner, true));
      if (seed % 2 == 0) {
        people.add(random.person(cast.member(tenant, slug + "-bob", "viewer"), false));
      }
      TenantFile file = random.next(slug, true, people);
      Acting acting = cast.acting(owner, slug);
      apply(acting, TenantText.write(file), seed);
      String exported = Cast.await(() -> definitions.export(acting));
      TenantFile stored = TenantFile.parse("exported", exported);
      assertEquals(List.of(), Changes.between(stored, file).all(), "seed " + seed);
      assertEquals(
          List.of(), apply(acting, exported, seed).all(), "seed " + seed + "\n" + exported);
      assertEquals(exported, Cast.await(() -> definitions.export(acting)), "seed " + seed);
      Alterations.Altered altered = sound(seed, exported);
      assertEquals(
          altered.paths(),
          apply(acting, altered.yaml(), seed).all().stream().map(Change::path).sorted().toList(),
          "seed " + seed);
      assertEquals(List.of(), apply(acting, altered.yaml(), seed).all(), "seed " + seed);
    }
    LOG.infof("%d tenants through the database and back, each altered once", TENANTS);
  }

  /** Altered so that no product asks for money that nobody can pay (R19). */
  private static Alterations.Altered sound(int seed, String text) {
    for (int i = 0; i < MOST_ALTERATIONS; i++) {
      Alterations.Altered altered =
          Alterations.of(new Random((long) seed * MOST_ALTERATIONS + i), text);
      if (TenantText.read(altered.yaml()) instanceof TenantText.Good(var _, var doubts)
          && doubts.isEmpty()) {
        return altered;
      }
    }
    throw new AssertionError("seed " + seed + ": no sound alteration of\n" + text);
  }

  @Test
  @Tag("R190")
  void a_file_makes_changes_and_retires_and_each_is_audited() {
    String owner = publisher("file-life");
    put("file-life", owner, file("file-life"))
        .body("create", equalTo(2))
        .body("retire", equalTo(0));
    assertEquals("published", stage("file-life", "tides"));
    put("file-life", owner, file("file-life")).body("changes", hasSize(0));
    String dearer = file("file-life").replace("9.00", "12.00");
    plan("file-life", owner, Cast.PASSWORD, dearer)
        .body("changes", hasSize(1))
        .body("changes[0].path", equalTo("products[sea].plans[pro].recurring_fee"))
        .body("changes[0].before", equalTo("\"9.00\""))
        .body("changes[0].after", equalTo("\"12.00\""));
    put("file-life", owner, dearer).body("change", equalTo(1));
    assertEquals(
        "2",
        cast.one(
            "select max(number) from plan_revision r join plan l on l.id = r.plan_id"
                + " join tenant t on t.id = l.tenant_id where t.slug = 'file-life' and l.slug = 'pro'"));
    String without = dearer.substring(0, dearer.indexOf("    - slug: pro"));
    put("file-life", owner, without).body("retire", equalTo(1));
    assertEquals(
        "f",
        cast.one(
            "select on_sale from plan l join tenant t on t.id = l.tenant_id"
                + " where t.slug = 'file-life' and l.slug = 'pro'"));
    put("file-life", owner, without).body("changes", hasSize(0));
    assertEquals(
        "plan.retired_by_file",
        cast.one(
            "select action from audit a join tenant t on t.id = a.tenant_id"
                + " where t.slug = 'file-life' and subject_kind = 'plan' order by a.id desc limit 1"));
    String none = "tenant: file-life\nname: One\npublishes: true\napis: []\nproducts: []\n";
    put("file-life", owner, none).body("retire", equalTo(2));
    assertEquals("retired", stage("file-life", "tides"));
    put("file-life", owner, none).body("changes", hasSize(0));
    put("file-life", owner, file("file-life")).body("changes", hasSize(4));
    assertEquals("published", stage("file-life", "tides"));
  }

  @Test
  @Tag("R193")
  void a_broken_file_is_refused_whole_with_every_line() {
    String owner = publisher("file-broken");
    String broken =
        file("file-broken")
            .replace("name: One", "name: Other")
            .replace("GET", "get")
            .replace("USD", "Taler");
    as(owner)
        .contentType("text/plain; charset=UTF-8")
        .body(broken)
        .put("/manage/v1/tenants/file-broken/file")
        .then()
        .statusCode(400)
        .body("faults", hasSize(3))
        .body("faults.line", equalTo(List.of(9, 18, 24)))
        .body("faults[0].path", equalTo("apis[0].operations[0].method"));
    assertEquals("FILE-BROKEN", cast.one("select name from tenant where slug = 'file-broken'"));
    assertEquals(
        "0",
        cast.one(
            "select count(*) from api a join tenant t on t.id = a.tenant_id"
                + " where t.slug = 'file-broken'"));
  }

  @Test
  @Tag("R193")
  void what_cannot_be_had_here_is_a_fault_of_its_line() {
    String owner = publisher("file-secret");
    String hooked =
        file("file-secret")
            .replace(
                "    apis: [tides]\n",
                "    apis: [tides]\n    eligibility: {url: \"https://a.example/ask\", secret: env:HOME}\n");
    as(owner)
        .contentType("text/plain; charset=UTF-8")
        .body(hooked)
        .put("/manage/v1/tenants/file-secret/file")
        .then()
        .statusCode(400)
        .body("faults", hasSize(1))
        .body("faults[0].line", equalTo(14))
        .body("faults[0].reason", containsString("FILE_SECRET__"));
    as(owner)
        .contentType("text/plain; charset=UTF-8")
        .body(file("acme"))
        .post("/manage/v1/tenants/file-secret/file/plan")
        .then()
        .statusCode(400)
        .body("faults[0].path", equalTo("tenant"));
  }

  @Test
  @Tag("R193")
  void who_confirmed_other_changes_is_told_so() {
    String owner = publisher("file-race");
    String digest =
        plan("file-race", owner, Cast.PASSWORD, file("file-race")).extract().path("digest");
    cast.sql("update tenant set name = 'Meanwhile' where slug = 'file-race'");
    as(owner)
        .contentType("text/plain; charset=UTF-8")
        .body(file("file-race").replace("name: The sea", "name: The ocean"))
        .put("/manage/v1/tenants/file-race/file?confirmed=" + digest)
        .then()
        .statusCode(409);
  }

  @Test
  @Tag("R193")
  void roles_bound_what_a_file_may_do() {
    String owner = publisher("file-roles");
    TenantId tenant =
        new TenantId(
            java.util.UUID.fromString(
                cast.one("select id::text from tenant where slug = 'file-roles'")));
    String editor = cast.member(tenant, "file-roles-editor", "editor");
    String viewer = cast.member(tenant, "file-roles-viewer", "viewer");
    put("file-roles", owner, file("file-roles"));
    plan("file-roles", editor, Cast.PASSWORD, file("file-roles").replace("The sea", "Sea"))
        .body("changes", hasSize(1));
    refused(editor, "file-roles", file("file-roles").replace("name: One", "name: Two"), 403);
    refused(viewer, "file-roles", file("file-roles"), 403);
    refused("gwen@globex.example", "file-roles", file("file-roles"), 404);
    refused(owner, "file-roles", file("file-roles") + "people: []\n", 400);
    refused(
        owner,
        "file-roles",
        file("file-roles") + "people:\n  - {email: " + owner + ", roles: [owner, operator]}\n",
        400);
  }

  @Test
  @Tag("R193")
  void strangers_are_invited_and_members_lose_their_seats() {
    String owner = publisher("file-people");
    String people =
        file("file-people")
            + "people:\n  - {email: "
            + owner
            + ", roles: [owner]}\n  - {email: new@people.example, roles: [editor]}\n";
    put("file-people", owner, people);
    assertEquals(
        "1", cast.one("select count(*) from invitation where email = 'new@people.example'"));
    put("file-people", owner, people).body("changes", hasSize(0));
    put("file-people", owner, people.substring(0, people.indexOf("  - {email: new")))
        .body("retire", equalTo(1));
    assertEquals(
        "t",
        cast.one(
            "select withdrawn_at is not null from invitation where email = 'new@people.example'"));
  }

  @Test
  @Tag("R193")
  void what_a_file_keeps_only_the_file_changes_until_it_is_let_go() {
    String owner = publisher("file-kept");
    put("file-kept", owner, file("file-kept"));
    Map<String, ?> sale = Map.of("on_sale", false);
    as(owner)
        .contentType(ContentType.JSON)
        .body(sale)
        .put("/manage/v1/tenants/file-kept/products/sea/plans/pro/sale")
        .then()
        .statusCode(409)
        .body("detail", containsString("kept in the file sea.yaml"));
    state(owner, "file-kept").body("name", equalTo("sea.yaml")).body("drift", hasSize(0));
    cast.sql(
        "update api set stage = 'retired' where slug = 'tides' and tenant_id ="
            + " (select id from tenant where slug = 'file-kept')");
    state(owner, "file-kept")
        .body("drift", hasSize(1))
        .body("drift[0].path", equalTo("apis[tides].stage"));
    as(owner).delete("/manage/v1/tenants/file-kept/file").then().statusCode(204);
    as(owner)
        .contentType(ContentType.JSON)
        .body(sale)
        .put("/manage/v1/tenants/file-kept/products/sea/plans/pro/sale")
        .then()
        .statusCode(200);
    as(owner).get("/manage/v1/tenants/file-kept/file/state").then().statusCode(404);
  }

  @Test
  void the_schema_is_there_for_every_editor() {
    given()
        .get("/manage/v1/schemas/tenant.json")
        .then()
        .statusCode(200)
        .contentType(startsWith("application/schema+json"))
        .body("$schema", equalTo("https://json-schema.org/draft/2020-12/schema"));
  }

  private Changes apply(Acting acting, String yaml, int seed) {
    Definitions.Answer answer =
        Cast.await(() -> definitions.apply(new Author.Member(acting), "gen.yaml", yaml, null));
    return assertInstanceOf(
            Definitions.Applied.class, answer, () -> "seed " + seed + " " + answer + "\n" + yaml)
        .changes();
  }

  private String publisher(String slug) {
    return cast.member(cast.tenant(slug, true), slug + "-owner", "owner");
  }

  private static String file(String slug) {
    return FILE.replace("SLUG", slug);
  }

  private String stage(String tenant, String api) {
    return cast.one(
        "select a.stage from api a join tenant t on t.id = a.tenant_id"
            + " where t.slug = ? and a.slug = ?",
        tenant,
        api);
  }

  private static String export(String tenant, String email, String password) {
    return as(email, password)
        .get("/manage/v1/tenants/" + tenant + "/file")
        .then()
        .statusCode(200)
        .contentType(startsWith("application/yaml"))
        .extract()
        .asString();
  }

  private static io.restassured.response.ValidatableResponse plan(
      String tenant, String email, String password, String yaml) {
    return as(email, password)
        .contentType("text/plain; charset=UTF-8")
        .body(yaml)
        .post("/manage/v1/tenants/" + tenant + "/file/plan")
        .then()
        .statusCode(200);
  }

  private static io.restassured.response.ValidatableResponse put(
      String tenant, String email, String yaml) {
    return as(email)
        .contentType("text/plain; charset=UTF-8")
        .body(yaml)
        .put("/manage/v1/tenants/" + tenant + "/file?name=sea.yaml")
        .then()
        .statusCode(200);
  }

  private static io.restassured.response.ValidatableResponse state(String email, String tenant) {
    return as(email).get("/manage/v1/tenants/" + tenant + "/file/state").then().statusCode(200);
  }

  private static void refused(String email, String tenant, String yaml, int status) {
    String password = email.endsWith("globex.example") ? Samples.PASSWORD : Cast.PASSWORD;
    as(email, password)
        .contentType("text/plain; charset=UTF-8")
        .body(yaml)
        .put("/manage/v1/tenants/" + tenant + "/file")
        .then()
        .statusCode(status);
  }

  private static RequestSpecification as(String email) {
    return as(email, Cast.PASSWORD);
  }

  private static RequestSpecification as(String email, String password) {
    String token =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", email, "password", password))
            .post("/manage/v1/sessions")
            .then()
            .statusCode(201)
            .extract()
            .path("token");
    return given().header("Authorization", "Bearer " + token);
  }

  private static String letters(int number) {
    return number < 26
        ? "" + (char) ('a' + number)
        : letters(number / 26 - 1) + (char) ('a' + number % 26);
  }
}
