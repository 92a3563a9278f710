package dev.turnpike.backend.loop;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.KeyAnswer;
import dev.turnpike.tenants.consumer.KeyChanges;
import dev.turnpike.tenants.consumer.KeyTerms;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.Mode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a key is for, and which of its secrets are good, at the gateway within a second. */
@QuarkusTest
class KeyScopesTest {
  private static final Logger LOG = Logger.getLogger(KeyScopesTest.class);
  private static final long BOUND_MILLIS = 1_000;
  private static final int ROTATIONS = 100;

  @Inject Shop shop;
  @Inject Cast cast;
  @Inject Keys keys;
  @Inject KeyChanges changes;

  @Test
  void a_key_for_other_methods_is_forbidden_until_its_people_widen_it() throws Exception {
    Buyer buyer = shop.buyer("scope-methods", "free");
    IssuedKey key = issue(buyer, new KeyTerms("ci", List.of(), List.of("post"), List.of(), null));
    HttpResponse<String> refused = becomes(key.text(), 403);
    assertTrue(refused.body().contains("\"code\":\"FORBIDDEN\""), refused.body());
    assertTrue(refused.body().contains("This key is for POST only"), refused.body());
    assertTrue(refused.body().contains("manage-keys"), refused.body());
    change(buyer, key, new KeyTerms("ci", List.of(), List.of("GET", "POST"), List.of(), null));
    becomes(key.text(), 200);
  }

  @Test
  void a_key_for_other_apis_is_forbidden() throws Exception {
    Buyer buyer = shop.buyer("scope-apis", "free");
    IssuedKey key =
        issue(buyer, new KeyTerms("ci", List.of("acme/weather"), List.of(), List.of(), null));
    becomes(key.text(), 200);
    assertEquals(List.of("acme/weather"), key.key().scope().apis());
    String other =
        cast.one(
            "select t.slug || '/' || a.slug from api a join tenant t on t.id = a.tenant_id where"
                + " t.slug = 'acme' and a.slug <> 'weather' and a.visibility = 'public' limit 1");
    change(buyer, key, new KeyTerms("ci", List.of(other), List.of(), List.of(), null));
    HttpResponse<String> refused = becomes(key.text(), 403);
    assertTrue(refused.body().contains("This key is not for"), refused.body());
    KeyAnswer unknown =
        await(
            () ->
                changes.change(
                    buyer.owner(),
                    key.key().id(),
                    new KeyTerms("ci", List.of("acme/none"), List.of(), List.of(), null)));
    assertEquals(new KeyAnswer.Invalid("apis"), unknown);
  }

  @Test
  void a_key_for_other_addresses_is_forbidden_and_the_trace_says_so() throws Exception {
    Buyer buyer = shop.buyer("scope-ranges", "free");
    IssuedKey key =
        issue(
            buyer,
            new KeyTerms(
                "ci", List.of(), List.of(), List.of("203.0.113.9/24", "2001:db8::/32"), null));
    assertEquals(List.of("203.0.113.0/24", "2001:db8:0:0:0:0:0:0/32"), key.key().scope().ranges());
    HttpResponse<String> refused = becomes(key.text(), 403);
    assertTrue(refused.body().contains("may not be used from 127.0.0.1"), refused.body());
    assertEquals(
        "refused",
        eventually(
            "select s ->> 'verdict' from call_log l, jsonb_array_elements(l.trace) s where"
                + " l.key_id = ? and s ->> 'step' = 'scope' limit 1",
            key.key().id()));
    change(buyer, key, new KeyTerms("ci", List.of(), List.of(), List.of("127.0.0.0/8"), null));
    becomes(key.text(), 200);
  }

  @Test
  void a_term_that_cannot_be_is_named() {
    Buyer buyer = shop.buyer("scope-wrong", "free");
    check(buyer, "ranges", new KeyTerms("", List.of(), List.of(), List.of("localhost"), null));
    check(buyer, "ranges", new KeyTerms("", List.of(), List.of(), List.of("10.0.0.0/33"), null));
    check(buyer, "methods", new KeyTerms("", List.of(), List.of("G T"), List.of(), null));
    check(buyer, "apis", new KeyTerms("", List.of("nobody/nothing"), List.of(), List.of(), null));
    check(
        buyer,
        "expires",
        new KeyTerms("", List.of(), List.of(), List.of(), Instant.parse("2020-01-01T00:00:00Z")));
  }

  @Test
  void both_secrets_are_good_while_they_overlap_and_then_the_old_one_has_expired()
      throws Exception {
    Buyer buyer = shop.buyer("rotate-overlap", "free");
    becomes(buyer.key(), 200);
    String fresh = rotate(buyer, Duration.ofHours(1));
    assertTrue(fresh.startsWith("tp_test_" + buyer.keyId() + "_"));
    becomes(fresh, 200);
    becomes(buyer.key(), 200);
    assertInstanceOf(
        KeyAnswer.Conflict.class,
        await(() -> changes.rotate(buyer.owner(), buyer.keyId(), Duration.ZERO)));
    await(() -> changes.endOverlap(buyer.owner(), buyer.keyId()));
    HttpResponse<String> over = becomes(buyer.key(), 401);
    assertTrue(over.body().contains("CREDENTIAL_EXPIRED"), over.body());
    becomes(fresh, 200);
    assertEquals(
        "key.issued,key.overlap_ended,key.rotated",
        cast.one(
            "select string_agg(action, ',' order by action) from audit where subject_id = ?",
            buyer.keyId()));
  }

  @Test
  void a_secret_that_was_never_the_keys_is_told_nothing_while_it_is_rotated() throws Exception {
    Buyer buyer = shop.buyer("rotate-stranger", "free");
    becomes(buyer.key(), 200);
    String first = rotate(buyer, Duration.ZERO);
    becomes(first, 200);
    String second = rotate(buyer, Duration.ZERO);
    becomes(second, 200);
    HttpResponse<String> before = becomes(first, 401);
    assertTrue(before.body().contains("CREDENTIAL_EXPIRED"), before.body());
    HttpResponse<String> oldest = becomes(buyer.key(), 401);
    assertTrue(oldest.body().contains("CREDENTIAL_INVALID"), oldest.body());
  }

  @Test
  void a_revoked_or_expired_key_is_not_rotated() {
    Buyer buyer = shop.buyer("rotate-revoked", "free");
    await(() -> keys.revoke(buyer.owner(), buyer.keyId()));
    KeyAnswer answer =
        await(() -> changes.rotate(buyer.owner(), buyer.keyId(), Duration.ofHours(1)));
    assertEquals(KeyAnswer.Why.OVER, assertInstanceOf(KeyAnswer.Conflict.class, answer).why());
    Buyer other = shop.buyer("rotate-others", "free");
    assertInstanceOf(
        KeyAnswer.Unknown.class,
        await(() -> changes.rotate(other.owner(), buyer.keyId(), Duration.ofHours(1))));
  }

  @Test
  @Tag("case-35")
  void a_rotation_is_in_force_within_a_second_100_times_of_100() throws Exception {
    Buyer buyer = shop.buyer("rotate-often", "free");
    becomes(buyer.key(), 200);
    String good = buyer.key();
    long slowest = 0;
    for (int i = 0; i < ROTATIONS; i++) {
      String before = good;
      good = rotate(buyer, Duration.ZERO);
      long since = System.nanoTime();
      // The free plan allows fewer calls than this makes: 429 knows the key as well.
      while (isUnknown(good) || !isUnknown(before)) {
        assertTrue(millis(since) <= BOUND_MILLIS, "rotation " + i + " took " + millis(since));
        TimeUnit.MILLISECONDS.sleep(10);
      }
      slowest = Math.max(slowest, millis(since));
      assertTrue(millis(since) <= BOUND_MILLIS, "rotation " + i + " took " + millis(since));
    }
    LOG.infof("the slowest of %d rotations was in force after %d ms", ROTATIONS, slowest);
  }

  private boolean isUnknown(String key) throws Exception {
    return shop.call(Shop.FORECAST, key).statusCode() == 401;
  }

  private static long millis(long since) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
  }

  private void check(Buyer buyer, String field, KeyTerms terms) {
    assertEquals(
        new KeyAnswer.Invalid(field),
        await(() -> keys.issue(buyer.owner(), buyer.application(), terms, Mode.TEST)));
  }

  private IssuedKey issue(Buyer buyer, KeyTerms terms) {
    return assertInstanceOf(
            KeyAnswer.Issued.class,
            await(() -> keys.issue(buyer.owner(), buyer.application(), terms, Mode.TEST)))
        .issued();
  }

  private void change(Buyer buyer, IssuedKey key, KeyTerms terms) {
    assertInstanceOf(
        KeyAnswer.Changed.class, await(() -> changes.change(buyer.owner(), key.key().id(), terms)));
  }

  private String rotate(Buyer buyer, Duration overlap) {
    String fresh =
        assertInstanceOf(
                KeyAnswer.Issued.class,
                await(() -> changes.rotate(buyer.owner(), buyer.keyId(), overlap)))
            .issued()
            .text();
    assertNotEquals(buyer.key(), fresh);
    return fresh;
  }

  private String eventually(String sql, Object... parameters) throws Exception {
    String found = cast.one(sql, parameters);
    for (int i = 0; i < 100 && found == null; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      found = cast.one(sql, parameters);
    }
    return found;
  }

  /** Calls until the status is there, at most a second after what was just done. */
  private HttpResponse<String> becomes(String key, int status) throws Exception {
    long since = System.nanoTime();
    HttpResponse<String> answer = shop.call(Shop.FORECAST, key);
    while (answer.statusCode() != status && millis(since) <= BOUND_MILLIS) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = shop.call(Shop.FORECAST, key);
    }
    assertEquals(status, answer.statusCode(), answer.body());
    return answer;
  }
}
