package dev.turnpike.backend.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Money is moved only by who proved the password a moment ago. */
@QuarkusTest
class PasswordAgainTest {
  @Inject Cast cast;
  @Inject Ids ids;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private AdminBrowser browser;
  private String adjustments;
  private UUID account;
  private String bill;
  private String session;

  @BeforeEach
  void make(TestInfo test) {
    browser = new AdminBrowser(portal);
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    TenantId acme = cast.tenant("acme-p" + own, true);
    TenantId globex = cast.tenant("globex-p" + own, false);
    account = ids.next();
    cast.sql(
        "insert into account (id, publisher_id, consumer_id, mode, currency, created_at)"
            + " values (?, ?, ?, 'test', 'USD', now())",
        account,
        acme.value(),
        globex.value());
    cast.sql(
        "insert into wallet (id, publisher_id, consumer_id, account_id, currency)"
            + " values (?, ?, ?, ?, 'USD')",
        ids.next(),
        acme.value(),
        globex.value(),
        account);
    bill = cast.member(acme, "bill.p" + own, "billing");
    adjustments = "/admin/acme-p" + own + "/books/accounts/" + account + "/adjustments";
    session = browser.cookie(bill);
  }

  @Test
  void a_fresh_log_in_is_not_asked() {
    adjustment().post(adjustments).then().statusCode(303);
    assertEquals("5000000", posted());
  }

  @Test
  void an_old_one_is_asked_with_the_form_kept_and_goes_on_with_the_password() {
    grownOld();
    adjustment()
        .post(adjustments)
        .then()
        .statusCode(403)
        .body(
            allOf(
                containsString("Is it still you?"),
                containsString("action=\"" + adjustments + "\""),
                containsString("name=\"reason\" value=\"Sorry &amp; thanks\""),
                containsString("name=\"amount\" value=\"5\"")));
    assertEquals("0", posted());
    adjustment()
        .formParam("password_again", "wrong")
        .post(adjustments)
        .then()
        .statusCode(422)
        .body(
            allOf(
                containsString("That is not your password."),
                containsString("name=\"amount\" value=\"5\""),
                not(containsString("value=\"wrong\""))));
    assertEquals("0", posted());
    adjustment()
        .formParam("password_again", Cast.PASSWORD)
        .post(adjustments)
        .then()
        .statusCode(303);
    assertEquals("5000000", posted());
    adjustment().post(adjustments).then().statusCode(303);
    assertEquals("10000000", posted());
  }

  @Test
  void looking_needs_no_second_proof() {
    grownOld();
    browser.with(session).get(adjustments.replace("/adjustments", "")).then().statusCode(200);
  }

  private RequestSpecification adjustment() {
    return browser
        .with(session)
        .formParam("amount", "5")
        .formParam("reason", "Sorry & thanks")
        .formParam("kind", "promo");
  }

  private void grownOld() {
    cast.sql(
        "update session set opened_at = now() - interval '16 minutes' where person_id = ?",
        cast.visitor(bill).person().value());
  }

  private String posted() {
    return cast.one("select posted from wallet where account_id = ?", account);
  }
}
