package dev.turnpike.tenants.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.snapshot.Replays;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An answer at rest opens for its own key under its own secret, and for nothing else. */
class AnswerSealTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Replays.Scope SCOPE = scope("k1");
  private static final Replays.Answer ANSWER =
      new Replays.Answer(
          201,
          List.of(Map.entry("Location", "/orders/7"), Map.entry("Set-Cookie", "a=ü")),
          "order 7".getBytes(StandardCharsets.UTF_8));

  private final AnswerSeal seal = new AnswerSeal("a secret of the tests", new SecureRandom());

  @Test
  void an_answer_comes_back_whole() {
    Replays.Answer opened = seal.open(SCOPE, seal.seal(SCOPE, ANSWER, NOW)).orElseThrow();
    assertEquals(201, opened.status());
    assertEquals(ANSWER.headers(), opened.headers());
    assertArrayEquals(ANSWER.body(), opened.body());
  }

  @Test
  void nothing_of_it_can_be_read_in_between() {
    byte[] sealed = seal.seal(SCOPE, ANSWER, NOW);
    assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("order"));
    assertFalse(java.util.Arrays.equals(sealed, seal.seal(SCOPE, ANSWER, NOW)));
  }

  @Test
  void it_opens_for_no_other_key_secret_or_day_and_not_when_it_was_touched() {
    byte[] sealed = seal.seal(SCOPE, ANSWER, NOW);
    assertTrue(seal.open(scope("k2"), sealed).isEmpty());
    AnswerSeal other = new AnswerSeal("another secret of tests", new SecureRandom());
    assertTrue(other.open(SCOPE, sealed).isEmpty());
    for (int at : new int[] {0, 4, 8, 20, sealed.length - 1}) {
      byte[] touched = sealed.clone();
      touched[at] ^= 1;
      assertTrue(seal.open(SCOPE, touched).isEmpty(), "byte " + at);
    }
    assertTrue(seal.open(SCOPE, new byte[3]).isEmpty());
  }

  private static Replays.Scope scope(String key) {
    return new Replays.Scope(
        new ApplicationId(new UUID(1, 2)), new ApiId(new UUID(1, 3)), "order", key);
  }
}
