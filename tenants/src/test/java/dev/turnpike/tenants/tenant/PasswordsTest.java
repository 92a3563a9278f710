package dev.turnpike.tenants.tenant;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void a_password_matches_its_hash_and_no_other() {
    String hash = Passwords.hash("pässword", RANDOM);
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(Passwords.matches("pässword", hash));
    assertFalse(Passwords.matches("password", hash));
    assertNotEquals(hash, Passwords.hash("pässword", RANDOM));
    assertFalse(Passwords.matches("", Passwords.unmatchable(RANDOM)));
  }

  @Test
  void a_hash_that_would_stop_the_process_matches_nothing() {
    assertFalse(Passwords.matches("x", withCost("m=9999999,t=1,p=1")));
    assertFalse(Passwords.matches("x", withCost("m=64,t=999,p=1")));
    assertFalse(Passwords.matches("x", withCost("m=64,t=1,p=0")));
    assertFalse(Passwords.matches("x", "$2y$10$abcdefghijklmnopqrstuv"));
    assertFalse(Passwords.matches("x", ""));
  }

  private static String withCost(String cost) {
    return "$argon2id$v=19$" + cost + "$c29tZXNhbHRzb21lc2FsdA$" + "A".repeat(43);
  }
}
