package dev.turnpike.backend.people;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import dev.turnpike.tenants.tenant.LogIn;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Role;
import dev.turnpike.tenants.tenant.Sessions;
import dev.turnpike.tenants.tenant.Tenants;
import dev.turnpike.tenants.tenant.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogInTest {
  @Inject Cast cast;
  @Inject People people;
  @Inject Sessions sessions;
  @Inject Tenants tenants;

  @Test
  void the_right_password_tells_who_and_where() {
    TenantId acme = cast.tenant("acme-login", true);
    String ada = cast.member(acme, "ada.login", "approver", "viewer");
    LogIn answer = await(() -> people.logIn(" ADA.login@Example.com", Cast.PASSWORD));
    Visitor visitor = assertInstanceOf(LogIn.Welcome.class, answer).visitor();
    assertEquals(ada, visitor.email());
    Acting acting = visitor.in("acme-login").orElseThrow();
    assertEquals(acme, acting.tenant());
    assertEquals(Set.of(Role.APPROVER, Role.VIEWER), acting.roles());
    assertTrue(acting.publishes());
    assertTrue(visitor.in("globex").isEmpty());
    assertTrue(acting.may(Permission.DECIDE_REQUEST));
    assertThrows(Forbidden.class, () -> acting.require(Permission.PAY));
  }

  @Test
  void a_wrong_password_and_an_unknown_address_are_told_alike_and_then_told_to_wait() {
    TenantId acme = cast.tenant("acme-wrong", true);
    cast.member(acme, "eve.wrong", "viewer");
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(
          LogIn.Wrong.class, await(() -> people.logIn("eve.wrong@example.com", "guess")));
    }
    assertInstanceOf(
        LogIn.Wait.class, await(() -> people.logIn("eve.wrong@example.com", Cast.PASSWORD)));
    assertInstanceOf(LogIn.Wrong.class, await(() -> people.logIn("nobody@example.com", "guess")));
  }

  @Test
  void a_session_lasts_until_it_is_ended() {
    TenantId acme = cast.tenant("acme-session", true);
    String ada = cast.member(acme, "ada.session", "owner");
    PersonId person = cast.visitor(ada).person();
    String token = await(() -> sessions.open(person));
    assertEquals(43, token.length());
    assertEquals(ada, await(() -> sessions.find(token)).orElseThrow().email());
    assertEquals(
        "0",
        cast.one(
            "select count(*) from session where token_hash = ?",
            token.getBytes(StandardCharsets.UTF_8)));
    await(() -> sessions.end(token));
    assertTrue(await(() -> sessions.find(token)).isEmpty());
    assertTrue(await(() -> sessions.find("x".repeat(43))).isEmpty());
    assertTrue(await(() -> sessions.find("x")).isEmpty());
  }

  @Test
  void an_expired_session_is_nobodys() {
    TenantId acme = cast.tenant("acme-expired", true);
    String ada = cast.member(acme, "ada.expired", "owner");
    PersonId person = cast.visitor(ada).person();
    String token = await(() -> sessions.open(person));
    cast.sql("update session set expires_at = now() where person_id = ?", person.value());
    assertTrue(await(() -> sessions.find(token)).isEmpty());
  }

  @Test
  void strangers_know_publishers_and_members_know_each_other() {
    TenantId acme = cast.tenant("acme-known", true);
    TenantId globex = cast.tenant("globex-known", false);
    String ada = cast.member(acme, "ada.known", "owner");
    cast.member(globex, "gil.known", "owner");
    assertEquals(acme, await(() -> tenants.publisher("acme-known")).orElseThrow().id());
    assertTrue(await(() -> tenants.publisher("globex-known")).isEmpty());
    assertFalse(await(() -> tenants.publishers()).stream().anyMatch(t -> t.id().equals(globex)));
    Acting acting = cast.visitor(ada).in("acme-known").orElseThrow();
    List<Member> members = await(() -> tenants.members(acting));
    assertEquals(List.of(ada), members.stream().map(Member::email).toList());
    assertEquals(Set.of(Role.OWNER), members.getFirst().roles());
  }
}
