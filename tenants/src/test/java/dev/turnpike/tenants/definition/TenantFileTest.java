package dev.turnpike.tenants.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.PlanTerms;
import java.util.List;
import org.junit.jupiter.api.Tag;
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
        TenantFile.orEmpty(TenantFile.parse("acme.yaml", PRO).products())
            .getFirst()
            .plans()
            .getFirst()
            .terms();
    assertEquals("49.00 USD", terms.feeOfPeriod().toString());
    String json = new ObjectMapper().writeValueAsString(terms);
    assertEquals("49.00", new ObjectMapper().readTree(json).path("recurring_fee").asText(), json);
    assertEquals(terms, new ObjectMapper().readValue(json, PlanTerms.class));
  }

  @Test
  void a_broken_file_is_refused_with_file_line_and_reason() {
    check(
        PRO.replace("slug: pro\n", "slug: pro\n        colour: red\n"),
        "acme.yaml:8:9: products[0].plans[0].colour: ",
        "is no field here");
    check(
        PRO.replace("USD", "Taler"), "acme.yaml:10:9: products[0].plans[0].currency: ", "ISO 4217");
    check(PRO.replace("recurring_fee", "request_fee"), "acme.yaml:11:9: ", "request_fee");
    check(
        PRO.replace("        recurring_fee: \"49.00\"\n", ""), "acme.yaml:9:9: ", "needs a price");
    check(PRO.replace("kind: allowance", "kind: gift"), "acme.yaml:13:29: ", "gift");
    check(PRO.replace("slug: weather", "slug: [weather"), "acme.yaml:4:11: ", "expected");
    check(PRO.replace("tenant: acme\n", ""), "acme.yaml:1:1: tenant: ", "is missing");
  }

  @Test
  void every_fault_of_every_plan_is_told_at_once_with_its_own_line() {
    String yaml =
        """
        tenant: acme
        name: Acme
        products:
          - slug: weather
            name: Weather
            plans:
              - slug: metered
                name: Metered
                billing: prepaid
                currency: USD
                prices:
                  - unit: requests
                    tiers:
                      - {up_to: 100, price: "0.01"}
                      - up_to: 50
                        price: "-1"
                      - {price: 0.5}
                  - unit: bytes
                    volume:
                      - {price: "0.01"}
                limits:
                  - name: daily
                    kind: allowance
                    quantity: 10
                    window: day
                    rolling: true
              - slug: pro
                name: Pro
                billing: postpaid
                currency: USD
                recurring_fee: "1.0000001"
                trial_days: 400
        """;
    BadDefinition bad =
        assertThrows(BadDefinition.class, () -> TenantFile.parse("acme.yaml", yaml));
    List<String> lines =
        bad.getMessage()
            .lines()
            .map(line -> line.split(": ", 3)[0].replaceAll(":\\d+$", ""))
            .toList();
    assertEquals(
        List.of(
            "acme.yaml:15",
            "acme.yaml:16",
            "acme.yaml:17",
            "acme.yaml:19",
            "acme.yaml:26",
            "acme.yaml:31",
            "acme.yaml:32"),
        lines,
        bad.getMessage());
  }

  @Test
  @Tag("R19")
  void a_free_product_that_could_ask_for_money_is_refused() {
    String free =
        PRO.replace("billing: postpaid", "billing: free")
            .replace("        recurring_fee: \"49.00\"\n", "");
    check(free, "acme.yaml:12:29: products[0].plans[0].limits[0].kind: ", "write rate (429)");
    TenantFile.parse("acme.yaml", free.replace("kind: allowance", "kind: rate"));
    TenantFile.parse("acme.yaml", free.replace("quantity: 10", "quantity: 10, hard: false"));
  }

  @Test
  void a_product_may_be_gated_by_its_publishers_own_system() {
    String gated =
        PRO.replace(
            "    plans:\n",
            """
                eligibility: {url: "https://billing.acme.example/ask", secret: SECRET}
                plans:
            """);
    TenantFile.EligibilityEntry entry =
        TenantFile.orEmpty(
                TenantFile.parse("acme.yaml", gated.replace("SECRET", "env:ACME__HOOK")).products())
            .getFirst()
            .eligibility();
    assertEquals(60, entry == null ? 0 : entry.cacheSeconds());
    check(gated.replace("SECRET", "whsec_short"), "acme.yaml:6:", "secret: is no reference");
    check(
        gated.replace("SECRET", "file:/hook").replace("https:", "ftp:"),
        "acme.yaml:6:",
        "url: is wrong: Give an");
  }

  private static void check(String yaml, String where, String why) {
    BadDefinition bad =
        assertThrows(BadDefinition.class, () -> TenantFile.parse("acme.yaml", yaml));
    assertEquals(where, bad.getMessage().substring(0, where.length()), bad.getMessage());
    assertEquals(true, bad.getMessage().contains(why), bad.getMessage());
  }
}
