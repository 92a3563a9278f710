package dev.turnpike.tenants.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.PlanTerms;
import org.junit.jupiter.api.Test;

class TenantFileTest {
  private static final String PRO =
      """
      tenant: acme
      name: Acme
      products:
        - slug: weather
          name: Weather
          plans:
            - slug: pro
              name: Pro
              billing: postpaid
              currency: USD
              recurring_fee: "49.00"
              limits:
                - {name: monthly, kind: allowance, quantity: 10, window: month}
      """;

  @Test
  void a_plan_comes_back_from_the_database_as_it_stood_in_the_file() throws Exception {
    PlanTerms terms =
        TenantFile.parse("acme.yaml", PRO).products().getFirst().plans().getFirst().terms();
    assertEquals("49.00 USD", terms.feeOfPeriod().toString());
    String json = new ObjectMapper().writeValueAsString(terms);
    assertEquals("49.00", new ObjectMapper().readTree(json).path("recurring_fee").asText(), json);
    assertEquals(terms, new ObjectMapper().readValue(json, PlanTerms.class));
  }

  @Test
  void a_broken_file_is_refused_with_file_line_and_reason() {
    check(
        PRO.replace("slug: pro\n", "slug: pro\n        colour: red\n"),
        "acme.yaml:",
        "products[0].plans[0].colour");
    check(PRO.replace("USD", "Taler"), "acme.yaml:", "currency");
    check(PRO.replace("recurring_fee", "request_fee"), "acme.yaml:", "needs a price");
    check(PRO.replace("kind: allowance", "kind: gift"), "acme.yaml:", "gift");
    check(PRO.replace("tenant: acme\n", ""), "acme.yaml", "tenant is missing");
  }

  private static void check(String yaml, String where, String why) {
    BadDefinition bad =
        assertThrows(BadDefinition.class, () -> TenantFile.parse("acme.yaml", yaml));
    assertEquals(where, bad.getMessage().substring(0, where.length()), bad.getMessage());
    assertEquals(true, bad.getMessage().contains(why), bad.getMessage());
  }
}
