package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.Mode;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void an_issued_key_is_read_back_with_the_hash_that_is_stored() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      ApiKeys.Issued issued = ApiKeys.issue(i % 2 == 0 ? Mode.LIVE : Mode.TEST, RANDOM);
      Credential.ApiKey read =
          assertInstanceOf(Credential.ApiKey.class, ApiKeys.parse(issued.text()));
      assertEquals(issued.id(), read.id());
      assertEquals(issued.mode(), read.mode());
      assertArrayEquals(issued.secretHash(), read.secretHash());
      assertTrue(
          issued.text().matches("tp_(live|test)_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}"), issued.text());
      assertTrue(texts.add(issued.text()));
    }
  }

  @Test
  void a_key_with_one_character_changed_is_not_a_key() {
    Random random = new Random(32);
    String alphabet = "0aZ_-. %é";
    for (int i = 0; i < 5_000; i++) {
      String text = ApiKeys.issue(Mode.LIVE, RANDOM).text();
      int at = random.nextInt(text.length());
      char other = alphabet.charAt(random.nextInt(alphabet.length()));
      if (text.charAt(at) != other) {
        String changed = text.substring(0, at) + other + text.substring(at + 1);
        assertInstanceOf(Credential.Unreadable.class, ApiKeys.parse(changed), changed);
      }
    }
  }

  @Test
  void anything_else_is_not_a_key() {
    for (String text : new String[] {"", "tp_live_", "secret", "x".repeat(63), "x".repeat(9000)}) {
      assertInstanceOf(Credential.Unreadable.class, ApiKeys.parse(text));
    }
  }

  @Test
  @Tag("R44")
  @Tag("case-18")
  void a_key_is_never_printed() {
    ApiKeys.Issued issued = ApiKeys.issue(Mode.LIVE, RANDOM);
    String secret = issued.text().substring(25);
    assertFalse(issued.toString().contains(secret));
    assertFalse(ApiKeys.parse(issued.text()).toString().contains(secret));
  }
}
