package dev.turnpike.tenants.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.tenants.kernel.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepTokenTest {
  private static final String SECRET = "a secret for tests only";
  private static final StepToken TOKEN =
      new StepToken(
          new TenantId(UUID.fromString("0193a000-0000-7000-8000-000000000001")),
          UUID.fromString("0193a000-0000-7000-8000-000000000002"));

  @Test
  void what_was_sealed_opens() {
    assertEquals(Optional.of(TOKEN), StepToken.open(SECRET, TOKEN.sealed(SECRET)));
  }

  @Test
  void nothing_else_does() {
    String sealed = TOKEN.sealed(SECRET);
    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'Q' : 'A';
      String forged = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertEquals(Optional.empty(), StepToken.open(SECRET, forged), "at " + i);
    }
    assertEquals(Optional.empty(), StepToken.open("another secret", sealed));
    assertEquals(Optional.empty(), StepToken.open(SECRET, ""));
    assertEquals(Optional.empty(), StepToken.open(SECRET, "!"));
    assertEquals(Optional.empty(), StepToken.open(SECRET, sealed + sealed));
  }
}
