package dev.turnpike.tenants.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.TenantId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
  private static final TenantId ID = TenantId.of("01934f3e-7a10-7cc2-9f6b-8f1f6f8a1c2d");

  @ParameterizedTest
  @CsvSource({
    "Lona Löwe, lona-lowe",
    "Große & Söhne GmbH, grosse-sohne-gmbh",
    "--Acme--, acme",
    "3M, team-8f1f6f8a1c2d",
    "七面鳥, team-8f1f6f8a1c2d",
    "A very long name of an organisation that goes on, a-very-long-name-of-an-organisation"
  })
  void a_name_becomes_a_slug(String name, String slug) {
    assertEquals(slug, PersonalData.slug(name, ID));
    assertTrue(slug.matches("(?=.{2,39}$)[a-z][a-z0-9]*(-[a-z0-9]+)*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a@", "@b", "a b@c.example", "a@b@c", "<a@b.example>", "a@b_c"})
  void what_cannot_be_an_address_is_none(String text) {
    assertTrue(PersonalData.email(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"Ada.L+x@Example.ORG, ada.l+x@example.org", "o.neil@host, o.neil@host"})
  void an_address_has_one_form(String text, String stored) {
    assertEquals(stored, PersonalData.email(text).orElseThrow());
  }
}
