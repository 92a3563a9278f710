package dev.turnpike.backend.people;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.signup.Door;
import dev.turnpike.tenants.signup.Doors;
import dev.turnpike.tenants.signup.Guests;
import dev.turnpike.tenants.signup.SignUpAnswer;
import dev.turnpike.tenants.signup.SignUpWish;
import dev.turnpike.tenants.signup.SignUps;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Whom a publisher lets in, from the sign-up to the first request. */
@QuarkusTest
class DoorTest {
  private static final String PASSWORD = "a long enough sentence";
  private static final String FREE = "{\"billing\":\"free\",\"currency\":\"USD\"}";

  @Inject Cast cast;
  @Inject Mailbox mailbox;
  @Inject Doors doors;
  @Inject Guests guests;
  @Inject SignUps signUps;
  @Inject People people;
  @Inject Subscriptions subscriptions;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  void with_approval_a_newcomer_waits_is_let_in_and_subscribes() {
    Acting owner = publisher("approving-door");
    assertInstanceOf(Door.Answer.Done.class, await(() -> doors.change(owner, "approval", "")));
    Browser nina = new Browser(portal);
    nina.get("/signup?publisher=approving-door")
        .then()
        .body(containsString("looks at each sign-up"));
    nina.post(
            "/signup",
            "email",
            "nina@door.example",
            "name",
            "Nina Door",
            "password",
            PASSWORD,
            "publisher",
            "approving-door",
            "to",
            "/approving-door")
        .then()
        .statusCode(303);
    nina.post(mailbox.path("nina@door.example")).then().statusCode(303);
    assertEquals("Nina Door asks to be let in", mailbox.subject(owner.visitor().email()));
    List<Door.Guest> waiting = await(() -> guests.list(owner));
    assertEquals("waiting", waiting.getFirst().state());
    assertEquals("nina@door.example", waiting.getFirst().askerEmail());

    Acting acting = actingOf("nina@door.example", "nina-door");
    ApplicationId app = cast.application(acting, "robot");
    assertTrue(conflict(acting, app, "approving-door").contains("let your organisation in first"));

    Browser admin = new Browser(portal);
    Response in =
        admin.post("/admin/login", "email", owner.visitor().email(), "password", Cast.PASSWORD);
    in.then().statusCode(303);
    admin
        .get("/admin/approving-door/guests")
        .then()
        .statusCode(200)
        .body(allOf(containsString("Nina Door"), containsString("waits")));
    String guest = waiting.getFirst().consumer().toString();
    admin
        .post("/admin/approving-door/guests/" + guest + "/refusal", "reason", " ")
        .then()
        .statusCode(422);
    admin.post("/admin/approving-door/guests/" + guest + "/approval").then().statusCode(303);
    admin.post("/admin/approving-door/guests/" + guest + "/approval").then().statusCode(409);
    assertEquals("APPROVING-DOOR has let you in", mailbox.subject("nina@door.example"));
    assertInstanceOf(Outcome.Done.class, request(acting, app, "approving-door"));
    assertEquals(
        "admission.admitted,sign-up-policy.changed",
        cast.one(
            "select string_agg(action, ',' order by action) from audit where tenant_id = ?",
            owner.tenant().value()));
  }

  @Test
  void a_publisher_of_some_mail_domains_lets_in_no_others() {
    Acting owner = publisher("domain-door");
    assertEquals(
        new Door.Answer.Invalid("domains"), await(() -> doors.change(owner, "domains", "")));
    assertEquals(
        new Door.Answer.Invalid("domains"),
        await(() -> doors.change(owner, "domains", "no domain!")));
    await(() -> doors.change(owner, "domains", "@Initech.example, hooli.example"));
    assertInstanceOf(SignUpAnswer.Closed.class, signUp("a@globex.example", "domain-door"));
    assertInstanceOf(SignUpAnswer.Closed.class, signUp("a@evilhooli.example", "domain-door"));
    assertInstanceOf(SignUpAnswer.LetterSent.class, signUp("a@HOOLI.example", "domain-door"));
    Acting outsider = consumer("outside-door");
    ApplicationId app = cast.application(outsider, "robot");
    assertTrue(conflict(outsider, app, "domain-door").contains("initech.example, hooli.example"));
  }

  @Test
  void by_invitation_only_nobody_comes_by_themselves_but_who_is_in_stays_in() {
    Acting owner = publisher("invite-door");
    Acting early = consumer("early-door");
    ApplicationId app = cast.application(early, "robot");
    assertInstanceOf(Outcome.Done.class, request(early, app, "invite-door"));
    await(() -> doors.change(owner, "invite", ""));
    assertInstanceOf(SignUpAnswer.Closed.class, signUp("b@door.example", "invite-door"));
    Acting late = consumer("late-door");
    ApplicationId other = cast.application(late, "robot");
    assertTrue(conflict(late, other, "invite-door").contains("invited organisations only"));
    ApplicationId second = cast.application(early, "second");
    assertInstanceOf(Outcome.Done.class, request(early, second, "invite-door"));
  }

  @Test
  void somebody_invited_is_let_in_with_their_whole_organisation() {
    Acting owner = publisher("welcome-door");
    await(() -> doors.change(owner, "invite", ""));
    assertEquals(new Door.Answer.Invalid("email"), await(() -> guests.invite(owner, "no")));
    assertInstanceOf(Door.Answer.Done.class, await(() -> guests.invite(owner, "Wes@Door.example")));
    assertEquals(
        "/signup?publisher=welcome-door&to=/welcome-door", mailbox.path("wes@door.example"));
    assertInstanceOf(SignUpAnswer.LetterSent.class, signUp("wes@door.example", "welcome-door"));
    String link = mailbox.path("wes@door.example").substring("/verify/".length());
    String slug = await(() -> signUps.verify(link)).orElseThrow().slug();
    Acting wes = actingOf("wes@door.example", slug);
    ApplicationId app = cast.application(wes, "robot");
    assertInstanceOf(Outcome.Done.class, request(wes, app, "welcome-door"));
    assertEquals("admitted", await(() -> guests.list(owner)).getFirst().state());
  }

  @Test
  void a_consumer_cannot_let_itself_in() {
    Acting owner = publisher("guarded-door");
    await(() -> doors.change(owner, "approval", ""));
    Acting guest = consumer("guest-door");
    ApplicationId app = cast.application(guest, "robot");
    conflict(guest, app, "guarded-door");
    assertInstanceOf(
        Door.Answer.Unknown.class, await(() -> guests.admit(guest, guest.tenant().value())));
    assertEquals("waiting", await(() -> guests.list(owner)).getFirst().state());
  }

  private Acting publisher(String slug) {
    TenantId tenant = cast.tenant(slug, true);
    cast.product(tenant, "things", "public");
    cast.plan(tenant, "things", "free", FREE);
    return cast.acting(cast.member(tenant, "owner." + slug, "owner"), slug);
  }

  private Acting consumer(String slug) {
    return cast.acting(cast.member(cast.tenant(slug, false), "owner." + slug, "owner"), slug);
  }

  private Acting actingOf(String email, String slug) {
    String id = cast.one("select id::text from person where email = ?", email);
    return await(() -> people.visitor(PersonId.of(id))).orElseThrow().in(slug).orElseThrow();
  }

  private SignUpAnswer signUp(String email, String publisher) {
    return await(
        () -> signUps.ask(new SignUpWish(email, "Somebody", "", PASSWORD, publisher, "/")));
  }

  private Outcome request(Acting acting, ApplicationId app, String publisher) {
    return await(
        () ->
            subscriptions.request(
                acting, new PlanChoice(app, publisher, "things", "free", Mode.TEST)));
  }

  private String conflict(Acting acting, ApplicationId app, String publisher) {
    return assertInstanceOf(Outcome.Conflict.class, request(acting, app, publisher)).detail();
  }
}
