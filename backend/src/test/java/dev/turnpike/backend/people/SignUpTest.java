package dev.turnpike.backend.people;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.signup.SignUpAnswer;
import dev.turnpike.tenants.signup.SignUpWish;
import dev.turnpike.tenants.signup.SignUps;
import dev.turnpike.tenants.tenant.LogIn;
import dev.turnpike.tenants.tenant.People;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** From a stranger to a member of a tenant of one, on the pages and by the letter. */
@QuarkusTest
class SignUpTest {
  private static final String PASSWORD = "a long enough sentence";

  @Inject Cast cast;
  @Inject Mailbox mailbox;
  @Inject SignUps signUps;
  @Inject People people;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  void a_lone_developer_signs_up_by_a_letter_and_owns_a_tenant_of_one() {
    Browser browser = new Browser(portal);
    browser.get("/signup?to=/acme").then().statusCode(200).body(containsString("Sign up"));
    browser
        .post(
            "/signup",
            "email",
            "Lona@Example.org",
            "name",
            "Lona Löwe",
            "password",
            PASSWORD,
            "to",
            "/acme")
        .then()
        .statusCode(303);
    assertEquals(null, cast.one("select id from person where email = 'lona@example.org'"));
    String link = mailbox.path("lona@example.org");
    browser
        .get(link)
        .then()
        .statusCode(200)
        .body(allOf(containsString("lona@example.org"), containsString("Make my account")));
    assertEquals(null, cast.one("select id from person where email = 'lona@example.org'"));
    assertTrue(
        browser.post(link).then().statusCode(303).extract().header("Location").endsWith("/acme"));
    browser
        .get("/")
        .then()
        .body(allOf(containsString("Lona Löwe"), containsString("/home/lona-lowe/")));
    assertEquals(
        "owner",
        cast.one(
            "select array_to_string(m.roles, ',') from membership m join tenant t on t.id ="
                + " m.tenant_id where t.slug = 'lona-lowe'"));
    assertEquals(
        "tenant.founded",
        cast.one(
            "select a.action from audit a join tenant t on t.id = a.tenant_id where t.slug ="
                + " 'lona-lowe'"));
    browser.post(link).then().statusCode(404).body(containsString("This link is over"));
    LogIn in = await(() -> people.logIn("lona@example.org", PASSWORD));
    assertInstanceOf(LogIn.Welcome.class, in);
  }

  @Test
  void an_address_that_is_known_gets_the_same_answer_and_another_letter() {
    TenantId tenant = cast.tenant("known-signup", false);
    String email = cast.member(tenant, "known.signup", "owner");
    String person = cast.visitor(email).person().toString();
    ask(wish(email, "Mallory", ""));
    assertEquals("You have an account already", mailbox.subject(email));
    assertEquals("/reset", mailbox.path(email));
    assertEquals(person, cast.one("select id::text from person where email = ?", email));
    assertInstanceOf(LogIn.Welcome.class, await(() -> people.logIn(email, Cast.PASSWORD)));
  }

  @Test
  void what_is_wrong_with_a_form_is_said_by_field_and_the_input_is_kept() {
    new Browser(portal)
        .post("/signup", "email", "no address", "name", "Nora", "password", "short")
        .then()
        .statusCode(422)
        .body(
            allOf(
                containsString("href=\"#email\""),
                containsString("href=\"#password\""),
                containsString("value=\"no address\""),
                containsString("value=\"Nora\""),
                not(containsString("value=\"short\""))));
  }

  @Test
  void a_slug_that_is_taken_or_reserved_gets_a_number() {
    cast.tenant("umbrella-signup", false);
    assertEquals("umbrella-signup-2", founded("u1@signup.example", "Umbrella Signup"));
    assertEquals("umbrella-signup-3", founded("u2@signup.example", "Umbrella Signup"));
    assertEquals("admin-2", founded("u3@signup.example", "Admin"));
  }

  @Test
  void two_who_confirm_one_link_at_once_make_one_person() {
    ask(wish("twice@signup.example", "Twice", ""));
    String link = mailbox.path("twice@signup.example").substring("/verify/".length());
    List<Boolean> made =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(i -> await(() -> signUps.verify(link)).isPresent())
            .toList();
    assertEquals(1, made.stream().filter(Boolean::booleanValue).count());
    assertEquals(
        "1",
        cast.one(
            "select count(*)::text from membership m join person p on p.id = m.person_id where"
                + " p.email = 'twice@signup.example'"));
  }

  @Test
  void an_address_gets_five_letters_of_a_kind_an_hour() {
    for (int i = 0; i < 8; i++) {
      ask(wish("flood@signup.example", "Flood", ""));
    }
    assertEquals(5, mailbox.letters("flood@signup.example"));
  }

  @Test
  void a_link_is_over_after_a_day() {
    ask(wish("late@signup.example", "Late", ""));
    cast.sql("update sign_up set expires_at = now() where email = 'late@signup.example'");
    String link = mailbox.path("late@signup.example").substring("/verify/".length());
    assertTrue(await(() -> signUps.find(link)).isEmpty());
    assertTrue(await(() -> signUps.verify(link)).isEmpty());
  }

  @Test
  void a_forgotten_password_is_set_by_a_letter_once_and_ends_every_session() {
    TenantId tenant = cast.tenant("reset-signup", false);
    String email = cast.member(tenant, "ria.reset", "owner");
    Browser elsewhere = new Browser(portal).logIn(email, Cast.PASSWORD);
    Browser browser = new Browser(portal);
    browser.post("/reset", "email", email).then().statusCode(303);
    browser.post("/reset", "email", "nobody@signup.example").then().statusCode(303);
    assertEquals(0, mailbox.letters("nobody@signup.example"));
    String link = mailbox.path(email);
    browser.get(link).then().statusCode(200);
    browser.post(link, "password", "short").then().statusCode(422);
    browser.post(link, "password", PASSWORD).then().statusCode(303);
    browser.post(link, "password", PASSWORD + "!").then().statusCode(404);
    elsewhere.get("/").then().body(not(containsString("Name of ria.reset")));
    assertInstanceOf(LogIn.Wrong.class, await(() -> people.logIn(email, Cast.PASSWORD)));
    assertInstanceOf(LogIn.Welcome.class, await(() -> people.logIn(email, PASSWORD)));
  }

  @Test
  void the_demo_shows_its_mails_and_no_token_is_stored_in_the_clear() {
    ask(wish("shown@signup.example", "Shown", ""));
    String path = mailbox.path("shown@signup.example");
    new Browser(portal)
        .get("/mails")
        .then()
        .statusCode(200)
        .body(allOf(containsString("shown@signup.example"), containsString(path)));
    String token = path.substring("/verify/".length());
    String stored =
        cast.one(
            "select encode(token_hash, 'escape') from sign_up where email ="
                + " 'shown@signup.example'");
    assertNotEquals(token, stored);
  }

  private String founded(String email, String organisation) {
    ask(wish(email, "Somebody", organisation));
    String link = mailbox.path(email).substring("/verify/".length());
    return await(() -> signUps.verify(link)).orElseThrow().slug();
  }

  private void ask(SignUpWish wish) {
    assertInstanceOf(SignUpAnswer.LetterSent.class, await(() -> signUps.ask(wish)));
  }

  private static SignUpWish wish(String email, String name, String organisation) {
    return new SignUpWish(email, name, organisation, PASSWORD, "", "/");
  }
}
