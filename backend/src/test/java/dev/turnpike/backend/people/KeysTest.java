package dev.turnpike.backend.people;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.consumer.NewApplication;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeysTest {
  @Inject Cast cast;
  @Inject Keys keys;
  @Inject Applications applications;

  @Test
  void a_key_is_shown_once_and_listed_without_its_secret() {
    Acting gwen = owner("globex-keys");
    ApplicationId app = cast.application(gwen, "storefront");
    IssuedKey issued = await(() -> keys.issue(gwen, app, " main ", Mode.TEST)).orElseThrow();
    Credential.ApiKey parsed =
        assertInstanceOf(Credential.ApiKey.class, ApiKeys.parse(issued.text()));
    assertTrue(issued.text().startsWith(issued.key().start() + "_"));
    assertEquals(
        "t",
        cast.one(
            "select secret_hash = ? from api_key where id = ?", parsed.secretHash(), parsed.id()));
    ApiKey listed = await(() -> keys.list(gwen)).getFirst();
    assertEquals("main", listed.name());
    assertEquals("storefront", listed.applicationSlug());
    assertEquals(gwen.visitor().name(), listed.createdBy());
    assertNull(listed.lastUsedAt());
    cast.sql(
        "insert into call_log select '0193a000-0000-7000-8000-000000000001', now(), null,"
            + " tenant_id, application_id, null, id, null, 'GET', '/', '::1', '{}', null, 402,"
            + " null, null, null, 0, 0, 0, 1, '[]' from api_key where id = ?",
        issued.key().id());
    ApiKey used = await(() -> keys.list(gwen)).getFirst();
    assertNotNull(used.lastUsedAt());
    assertEquals(402, used.lastStatus());
  }

  @Test
  void a_revoked_key_says_who_and_when_and_stays_so() {
    Acting gwen = owner("globex-revoke");
    ApplicationId app = cast.application(gwen, "storefront");
    String id = await(() -> keys.issue(gwen, app, "main", Mode.TEST)).orElseThrow().key().id();
    ApiKey revoked = await(() -> keys.revoke(gwen, id)).orElseThrow();
    assertEquals(gwen.visitor().name(), revoked.revokedBy());
    assertEquals(revoked.revokedAt(), await(() -> keys.revoke(gwen, id)).orElseThrow().revokedAt());
    assertEquals(
        "key.issued,key.revoked",
        cast.one("select string_agg(action, ',' order by id) from audit where subject_id = ?", id));
  }

  @Test
  void anothers_application_and_key_are_unknown() {
    Acting gwen = owner("globex-own");
    Acting ines = owner("initech-own");
    ApplicationId app = cast.application(gwen, "storefront");
    assertTrue(await(() -> keys.issue(ines, app, "x", Mode.TEST)).isEmpty());
    String id = await(() -> keys.issue(gwen, app, "main", Mode.TEST)).orElseThrow().key().id();
    assertTrue(await(() -> keys.revoke(ines, id)).isEmpty());
    assertNull(await(() -> keys.find(gwen, id)).orElseThrow().revokedAt());
    assertTrue(await(() -> applications.find(ines, app)).isEmpty());
  }

  @Test
  void a_key_for_one_try_is_in_no_list_and_short_lived() {
    Acting gwen = owner("globex-try");
    ApplicationId app = cast.application(gwen, "storefront");
    ApiKey key = await(() -> keys.issueForOneTry(gwen, app, Mode.TEST)).orElseThrow().key();
    assertEquals(List.of(), await(() -> keys.list(gwen)));
    assertEquals(key.createdAt().plus(Keys.TRY_LIFETIME), key.expiresAt());
    await(() -> keys.endTry(gwen, key.id()));
    assertFalse(await(() -> keys.find(gwen, key.id())).orElseThrow().isLive(key.createdAt()));
  }

  @Test
  void applications_are_created_once_by_who_may() {
    Acting gwen = owner("globex-apps");
    cast.application(gwen, "shop");
    assertInstanceOf(
        NewApplication.Taken.class, await(() -> applications.create(gwen, "shop", "Again")));
    assertInstanceOf(
        NewApplication.Invalid.class, await(() -> applications.create(gwen, "No Slug", "x")));
    assertEquals(
        List.of("shop"), await(() -> applications.list(gwen)).stream().map(a -> a.slug()).toList());
    TenantId globex = gwen.tenant();
    Acting viewer = cast.acting(cast.member(globex, "vi.apps", "viewer"), "globex-apps");
    assertThrows(Forbidden.class, () -> applications.create(viewer, "mine", "Mine"));
  }

  private Acting owner(String slug) {
    TenantId tenant = cast.tenant(slug, false);
    return cast.acting(cast.member(tenant, "gwen." + slug, "owner"), slug);
  }
}
