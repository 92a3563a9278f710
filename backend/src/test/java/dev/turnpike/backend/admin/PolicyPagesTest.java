package dev.turnpike.backend.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Snapshots;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** All policies of an API on one page, by kind, each with what it answers. */
@QuarkusTest
class PolicyPagesTest {
  private static final String FREE =
      """
      {"billing":"free","currency":"USD","limits":[
        {"name":"burst","kind":"rate","quantity":200,"window":"second"},
        {"name":"monthly","kind":"allowance","quantity":1000,"window":"month"},
        {"name":"watch","kind":"allowance","quantity":10,"window":"day","hard":false}]}
      """;
  private static final String PRO =
      """
      {"billing":"prepaid","currency":"USD","request_price":"0.01","limits":[
        {"name":"monthly","kind":"allowance","quantity":5000,"window":"month"}]}
      """;

  @Inject Cast cast;
  @Inject Snapshots snapshots;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private String slug;
  private String edda;

  @BeforeEach
  void make(TestInfo test) {
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    slug = "policies-" + own;
    TenantId acme = cast.tenant(slug, true);
    edda = cast.member(acme, "edda.p" + own, "editor");
    cast.product(acme, "weather", "public");
    cast.plan(acme, "weather", "free", FREE);
    cast.plan(acme, "weather", "pro", PRO);
  }

  @Test
  @Tag("R100")
  void each_kind_of_policy_has_its_own_part() {
    String page = page();
    assertEquals(
        List.of("authentication", "authorization", "limits", "monetization", "traffic"),
        Pattern.compile("<h2 id=\"([a-z]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList());
    assertTrue(line(page, "Key").contains("401 CREDENTIAL_MISSING"), page);
    assertTrue(line(page, "Origins for live keys").contains("503 ORIGIN_UNREACHABLE"), page);
    assertTrue(page.contains("402 INSUFFICIENT_CREDITS"), page);
  }

  @Test
  @Tag("R16")
  void each_limit_says_which_of_402_and_429_it_gives() {
    String page = page();
    assertTrue(line(page, "burst").contains("429 RATE_LIMITED"), page);
    assertTrue(line(page, "burst").contains("200 calls a second"), page);
    // More can be bought of it: 402. Of pro there is nothing larger, so only waiting helps.
    assertTrue(lines(page, "monthly").getFirst().contains("402 FREE_TIER_EXHAUSTED"), page);
    assertTrue(lines(page, "monthly").getLast().contains("429 RATE_LIMITED"), page);
    assertTrue(line(page, "watch").contains("passes"), page);
  }

  @Test
  @Tag("R100")
  void the_page_of_plans_leads_to_it() {
    String address = "/admin/" + slug + "/apis/weather/policies";
    String plans = browser().get("/admin/" + slug + "/plans").asString();
    assertTrue(plans.contains("href=\"" + address + "\">Policies of weather</a>"), plans);
    browser().get(address).then().statusCode(200);
  }

  @Test
  void an_api_that_is_not_theirs_is_unknown() {
    browser().get("/admin/" + slug + "/apis/nothing/policies").then().statusCode(404);
  }

  private String page() {
    for (int i = 0; i < 100; i++) {
      var publisher = snapshots.current().publisher(slug);
      if (publisher != null
          && publisher.products().values().stream().anyMatch(p -> p.plans().size() == 2)) {
        break;
      }
      LockSupport.parkNanos(50_000_000);
    }
    Response answer = browser().get("/admin/" + slug + "/apis/weather/policies");
    assertEquals(200, answer.statusCode());
    return answer.asString();
  }

  private RequestSpecification browser() {
    return new AdminBrowser(portal).as(edda);
  }

  private static String line(String page, String name) {
    return lines(page, name).getFirst();
  }

  private static List<String> lines(String page, String name) {
    List<String> lines =
        Pattern.compile(
                "<tr><td class=\"main\">" + Pattern.quote(name) + "</td>.*?</tr>", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(found -> found.group())
            .toList();
    assertTrue(!lines.isEmpty(), name + " is not on " + page);
    return lines;
  }
}
