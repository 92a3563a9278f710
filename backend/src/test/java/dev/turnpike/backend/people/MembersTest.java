package dev.turnpike.backend.people;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.member.Invitations;
import dev.turnpike.tenants.member.Joining;
import dev.turnpike.tenants.member.MemberAnswer;
import dev.turnpike.tenants.member.Members;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import dev.turnpike.tenants.tenant.Role;
import dev.turnpike.tenants.tenant.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Seats: offered, taken, changed, taken away. */
@QuarkusTest
class MembersTest {
  private static final String PASSWORD = "a long enough sentence";

  @Inject Cast cast;
  @Inject Mailbox mailbox;
  @Inject Members members;
  @Inject Invitations invitations;
  @Inject Joining joining;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  void somebody_new_takes_the_seat_they_were_invited_to_on_the_pages() {
    cast.member(cast.tenant("globex-seats", false), "gwen.seats", "owner");
    Browser gwen = new Browser(portal).logIn("gwen.seats@example.com", Cast.PASSWORD);
    gwen.get("/home/globex-seats/members")
        .then()
        .statusCode(200)
        .body(allOf(containsString("Name of gwen.seats"), containsString("Nobody is invited")));
    gwen.post(
            "/home/globex-seats/members",
            "email",
            "Ned@Seats.example",
            "role",
            "developer",
            "role",
            "viewer")
        .then()
        .statusCode(303);
    gwen.get("/home/globex-seats/members").then().body(containsString("ned@seats.example"));
    String link = mailbox.path("ned@seats.example");
    Browser ned = new Browser(portal);
    ned.get(link)
        .then()
        .statusCode(200)
        .body(allOf(containsString("GLOBEX-SEATS"), containsString("developer, viewer")));
    ned.post(link + "/account", "name", "Ned", "password", "short").then().statusCode(422);
    ned.post(link + "/account", "name", "Ned", "password", PASSWORD).then().statusCode(303);
    ned.get("/settings")
        .then()
        .statusCode(200)
        .body(allOf(containsString("GLOBEX-SEATS"), containsString("developer, viewer")));
    ned.get("/home/globex-seats/members").then().statusCode(403);
    ned.get(link).then().statusCode(404);
    gwen.get("/home/globex-seats/members").then().body(not(containsString("value=\"ned@")));
    assertEquals(
        "member.invited,member.joined",
        cast.one(
            "select string_agg(a.action, ',' order by a.id) from audit a join tenant t on t.id ="
                + " a.tenant_id where t.slug = 'globex-seats'"));
  }

  @Test
  void an_invitation_is_for_its_address_alone() {
    Acting owner = owner("alone-seats");
    cast.member(cast.tenant("other-seats", false), "eve.seats", "owner");
    invite(owner, "fay.seats@example.com", Role.DEVELOPER);
    String link = mailbox.path("fay.seats@example.com").substring("/join/".length());
    Visitor eve = cast.visitor("eve.seats@example.com");
    assertInstanceOf(Joining.Answer.NotYours.class, await(() -> joining.accept(eve, link)));
    cast.member(cast.tenant("fays-seats", false), "fay.seats", "owner");
    Visitor fay = cast.visitor("fay.seats@example.com");
    assertInstanceOf(
        Joining.Answer.NotYours.class, await(() -> joining.register(link, "Fay again", PASSWORD)));
    assertInstanceOf(Joining.Answer.Joined.class, await(() -> joining.accept(fay, link)));
    assertInstanceOf(
        MemberAnswer.MemberAlready.class,
        await(() -> invitations.invite(owner, "fay.seats@example.com", Set.of(Role.VIEWER))));
  }

  @Test
  void inviting_again_ends_the_first_link_and_withdrawing_ends_any() {
    Acting owner = owner("again-seats");
    invite(owner, "ina@seats.example", Role.VIEWER);
    String first = mailbox.path("ina@seats.example").substring("/join/".length());
    invite(owner, "ina@seats.example", Role.BILLING);
    String second = mailbox.path("ina@seats.example").substring("/join/".length());
    assertEquals(true, await(() -> invitations.find(first)).isEmpty());
    assertEquals(Set.of(Role.BILLING), await(() -> invitations.find(second)).orElseThrow().roles());
    var open = await(() -> invitations.open(owner));
    assertEquals(1, open.size());
    await(() -> invitations.withdraw(owner, open.getFirst().id()));
    assertEquals(true, await(() -> invitations.find(second)).isEmpty());
    assertInstanceOf(
        MemberAnswer.Unknown.class, await(() -> invitations.withdraw(owner, open.getFirst().id())));
  }

  @Test
  void a_member_who_is_removed_is_out_with_the_next_click() {
    Acting owner = owner("removed-seats");
    cast.member(owner.tenant(), "rob.seats", "admin");
    Browser rob = new Browser(portal).logIn("rob.seats@example.com", Cast.PASSWORD);
    rob.get("/home/removed-seats/members").then().statusCode(200);
    PersonId person = cast.visitor("rob.seats@example.com").person();
    assertInstanceOf(MemberAnswer.Done.class, await(() -> members.remove(owner, person)));
    rob.get("/home/removed-seats/members").then().statusCode(404);
  }

  @Test
  void only_owners_touch_owners_and_nobody_becomes_an_operator() {
    Acting owner = owner("owners-seats");
    cast.member(owner.tenant(), "adam.seats", "admin", "operator");
    Acting adam = cast.acting("adam.seats@example.com", "owners-seats");
    assertInstanceOf(
        MemberAnswer.OwnersOnly.class, await(() -> members.remove(adam, owner.person())));
    assertInstanceOf(
        MemberAnswer.OwnersOnly.class,
        await(() -> members.change(adam, adam.person(), List.of(Role.OWNER))));
    assertInstanceOf(
        MemberAnswer.OwnersOnly.class,
        await(() -> invitations.invite(adam, "x@seats.example", Set.of(Role.OWNER))));
    assertInstanceOf(
        MemberAnswer.Invalid.class,
        await(() -> invitations.invite(owner, "x@seats.example", Set.of(Role.OPERATOR))));
    await(() -> members.change(owner, adam.person(), List.of(Role.VIEWER)));
    Acting viewer = cast.acting("adam.seats@example.com", "owners-seats");
    assertEquals(Set.of(Role.VIEWER, Role.OPERATOR), viewer.roles());
    assertThrows(Forbidden.class, () -> members.remove(viewer, owner.person()));
  }

  @Test
  void a_tenant_keeps_an_owner_also_when_two_leave_at_once() {
    for (int round = 0; round < 5; round++) {
      String slug = "leaving-seats-" + round;
      TenantId tenant = cast.tenant(slug, false);
      cast.member(tenant, "one." + slug, "owner");
      cast.member(tenant, "two." + slug, "owner");
      List<String> emails = List.of("one." + slug + "@example.com", "two." + slug + "@example.com");
      List<MemberAnswer> answers =
          IntStream.range(0, 2)
              .parallel()
              .mapToObj(i -> cast.acting(emails.get(i), slug))
              .map(acting -> await(() -> members.leave(acting)))
              .toList();
      assertEquals(
          1, answers.stream().filter(MemberAnswer.LastOwner.class::isInstance).count(), slug);
      assertEquals(
          "1",
          cast.one("select count(*)::text from membership where tenant_id = ?", tenant.value()));
    }
  }

  private Acting owner(String slug) {
    cast.member(cast.tenant(slug, false), "owner." + slug, "owner");
    return cast.acting("owner." + slug + "@example.com", slug);
  }

  private void invite(Acting owner, String email, Role role) {
    assertInstanceOf(
        MemberAnswer.Done.class, await(() -> invitations.invite(owner, email, Set.of(role))));
  }
}
