package dev.turnpike.tenants.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codes_are_the_last_six_digits_of_appendix_b_of_rfc_6238(long seconds, String code) {
    assertEquals(code, Totp.code(SECRET, seconds / 30));
    assertEquals(seconds / 30, step(code, seconds));
  }

  @Test
  void a_telephone_may_be_a_step_off_and_no_more() {
    long now = 1_111_111_111L;
    long step = now / 30;
    assertEquals(step - 1, step(Totp.code(SECRET, step - 1), now));
    assertEquals(step + 1, step(Totp.code(SECRET, step + 1), now));
    assertEquals(-1, step(Totp.code(SECRET, step - 2), now));
    assertEquals(-1, step(Totp.code(SECRET, step + 2), now));
    assertEquals(-1, step("12345", now));
    assertEquals(-1, step("", now));
    assertEquals(step, step("050 471", now));
  }

  @Test
  void a_secret_is_typed_in_base32() {
    assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.base32(SECRET));
    assertEquals("MZXW6YQ", Totp.base32("foob".getBytes(StandardCharsets.US_ASCII)));
    assertTrue(Totp.base32(new byte[0]).isEmpty());
  }

  private static long step(String code, long seconds) {
    return Totp.stepOf(SECRET, code, Instant.ofEpochSecond(seconds)).orElse(-1);
  }
}
