package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.SubscriptionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DenialTokensTest {
  private static final DenialTokens TOKENS =
      new DenialTokens("a secret of the platform", new SecureRandom());
  private static final Instant AT = Instant.parse("2026-03-14T15:09:26.535Z");
  private static final DenialToken FULL =
      new DenialToken(
          Cast.ACME,
          Cast.GLOBEX,
          Cast.STOREFRONT,
          Code.INSUFFICIENT_CREDITS,
          Cast.REQUEST,
          AT,
          Cast.ISSUED.id(),
          new ApiId(Cast.id("weather")),
          new SubscriptionId(Cast.id("subscription")),
          new AccountId(Cast.id("account")),
          new InvoiceId(Cast.id("invoice")),
          "monthly",
          Money.of("0.50", "USD"));
  private static final DenialToken BARE =
      new DenialToken(
          Cast.ACME,
          Cast.GLOBEX,
          Cast.STOREFRONT,
          Code.CREDITS_HELD,
          Cast.REQUEST,
          AT,
          null,
          null,
          null,
          null,
          null,
          null,
          null);

  @Test
  @Tag("R30")
  void a_sealed_denial_opens_to_the_same_facts() {
    assertEquals(Optional.of(FULL), TOKENS.open(TOKENS.seal(FULL)));
    assertEquals(Optional.of(BARE), TOKENS.open(TOKENS.seal(BARE)));
  }

  @Test
  void an_id_is_an_address_segment_of_bounded_length() {
    String id = TOKENS.seal(FULL);
    assertTrue(id.matches("den_[A-Za-z0-9_-]{100,450}"), id);
    assertNotEquals(id, TOKENS.seal(FULL));
  }

  @Test
  void an_id_tampered_with_anywhere_does_not_open() {
    byte[] bytes = Base64.getUrlDecoder().decode(TOKENS.seal(FULL).substring(4));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String id = "den_" + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertEquals(Optional.empty(), TOKENS.open(id), "byte " + i);
    }
  }

  @Test
  void an_id_of_another_platform_does_not_open() {
    DenialTokens other = new DenialTokens("another secret, as long", new SecureRandom());
    assertEquals(Optional.empty(), other.open(TOKENS.seal(FULL)));
  }

  @Test
  void whatever_is_not_an_id_does_not_open() {
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      if (noise.length > 0) {
        noise[0] = 1;
      }
      String id = "den_" + Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
      assertEquals(Optional.empty(), TOKENS.open(id));
    }
    for (String id : new String[] {"", "den_", "den_%%%", "den_" + "A".repeat(100_000), "x"}) {
      assertEquals(Optional.empty(), TOKENS.open(id));
    }
  }

  @Test
  void equal_denials_within_a_minute_share_one_id() {
    RecentDenials recent = new RecentDenials();
    assertEquals(1, recent.see("a", AT, () -> "first").count());
    RecentDenials.Seen again = recent.see("a", AT.plusSeconds(59), () -> "second");
    assertEquals(new RecentDenials.Seen("first", AT, 2), again);
    assertEquals("other", recent.see("b", AT, () -> "other").id());
    assertEquals(
        new RecentDenials.Seen("third", AT.plusSeconds(60), 1),
        recent.see("a", AT.plusSeconds(60), () -> "third"));
  }

  @Test
  void what_is_remembered_is_bounded() {
    RecentDenials recent = new RecentDenials();
    for (int i = 0; i < 50_000; i++) {
      recent.see("denial " + i, AT.plus(Duration.ofMillis(i)), () -> "id");
    }
    assertTrue(recent.size() <= 20_000, "remembered " + recent.size());
  }

  @Test
  void parallel_equal_denials_get_one_id() throws InterruptedException {
    RecentDenials recent = new RecentDenials();
    Set<String> ids = java.util.concurrent.ConcurrentHashMap.newKeySet();
    Set<Thread> threads = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      String mine = "id " + i;
      threads.add(Thread.startVirtualThread(() -> ids.add(recent.see("a", AT, () -> mine).id())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1, ids.size());
    assertFalse(ids.isEmpty());
  }
}
