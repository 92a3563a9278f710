package dev.turnpike.backend.people;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.LogIn;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.SecondFactor;
import dev.turnpike.tenants.tenant.SecondFactors;
import dev.turnpike.tenants.tenant.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What people do with their own account, on the pages. */
@QuarkusTest
class SettingsTest {
  private static final String PASSWORD = "another long sentence";

  @Inject Cast cast;
  @Inject People people;
  @Inject SecondFactors factors;
  @Inject Keys keys;
  @Inject Clock clock;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  void sessions_are_listed_and_ended_at_once() {
    String email = somebody("sam.settings");
    Browser here = browser(email);
    Browser there = browser(email);
    String page = here.get("/settings/sessions").then().statusCode(200).extract().asString();
    assertTrue(page.contains("a test&#39;s browser"), page);
    assertTrue(page.contains("this one"), page);
    List<String> ids = all("/settings/sessions/([0-9a-f-]{36})/end", page);
    assertEquals(2, ids.size());
    // The last that was used comes first.
    here.post("/settings/sessions/" + ids.getFirst() + "/end").then().statusCode(303);
    there.get("/settings").then().statusCode(303);
    here.get("/settings").then().statusCode(200);
    Browser third = browser(email);
    here.post("/settings/sessions/end-others").then().statusCode(303);
    third.get("/settings").then().statusCode(303);
    String other = somebody("sid.settings");
    browser(other).post("/settings/sessions/" + ids.get(1) + "/end").then().statusCode(404);
    here.get("/settings").then().statusCode(200);
  }

  @Test
  void a_new_password_needs_the_old_one_and_ends_other_sessions() {
    String email = somebody("pia.settings");
    Browser here = browser(email);
    Browser there = browser(email);
    here.post("/settings/password", "old", "wrong", "password", PASSWORD)
        .then()
        .statusCode(422)
        .body(containsString("href=\"#old\""));
    here.post("/settings/password", "old", Cast.PASSWORD, "password", PASSWORD)
        .then()
        .statusCode(303);
    here.get("/settings").then().statusCode(200);
    there.get("/settings").then().statusCode(303);
    assertInstanceOf(LogIn.Welcome.class, await(() -> people.logIn(email, PASSWORD)));
  }

  @Test
  void with_a_second_factor_the_password_alone_lets_nobody_in() throws Exception {
    String email = somebody("tia.settings");
    Browser tia = browser(email);
    tia.post("/settings/second-factor").then().statusCode(303);
    String page = tia.get("/settings/second-factor").then().statusCode(200).extract().asString();
    assertTrue(page.contains("otpauth://totp/Turnpike:"), page);
    String secret = all("<code>([A-Z2-7]{32})</code>", page).getFirst();
    assertInstanceOf(LogIn.Welcome.class, await(() -> people.logIn(email, Cast.PASSWORD)));
    tia.post("/settings/second-factor/on", "code", "000000").then().statusCode(422);
    String used = code(secret, 0);
    String codes =
        tia.post("/settings/second-factor/on", "code", used)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    List<String> recovery = all("([a-z2-7]{4}(?:-[a-z2-7]{4}){3})", codes);
    assertEquals(10, recovery.size());

    Browser fresh = new Browser(portal);
    Response asked =
        fresh.post("/login", "email", email, "password", Cast.PASSWORD, "to", "/settings");
    asked.then().statusCode(200).body(containsString("Second factor"));
    fresh.get("/settings").then().statusCode(303);
    String ticket = all("name=\"ticket\" value=\"([^\"]{43})\"", asked.asString()).getFirst();
    // The code that turned it on is used up.
    fresh.post("/login/code", "ticket", ticket, "code", used).then().statusCode(422);
    fresh
        .post("/login/code", "ticket", ticket, "code", code(secret, 1), "to", "/settings")
        .then()
        .statusCode(303);
    fresh.get("/settings").then().statusCode(200);

    String again = ticket(email);
    assertInstanceOf(
        LogIn.Welcome.class,
        await(() -> factors.prove(again, recovery.getFirst().toUpperCase(Locale.ROOT))));
    String third = ticket(email);
    assertInstanceOf(LogIn.Wrong.class, await(() -> factors.prove(third, recovery.getFirst())));
    Visitor tiaNow = cast.visitor(email);
    assertEquals(9, await(() -> factors.state(tiaNow)).recoveryLeft());

    fresh.post("/settings/second-factor/off", "password", "wrong").then().statusCode(422);
    fresh.post("/settings/second-factor/off", "password", Cast.PASSWORD).then().statusCode(303);
    assertInstanceOf(LogIn.Welcome.class, await(() -> people.logIn(email, Cast.PASSWORD)));
  }

  @Test
  void a_ticket_is_asked_five_times_and_a_code_is_taken_once_also_at_once() throws Exception {
    String email = somebody("tom.settings");
    Visitor tom = cast.visitor(email);
    String secret = await(() -> factors.begin(tom)).orElseThrow().secret();
    String first = code(secret, -1);
    assertInstanceOf(SecondFactor.Answer.On.class, await(() -> factors.confirm(tom, first)));
    String guessed = ticket(email);
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(LogIn.Wrong.class, await(() -> factors.prove(guessed, "000000")));
    }
    String good = code(secret, 0);
    assertInstanceOf(LogIn.Wrong.class, await(() -> factors.prove(guessed, good)));
    List<String> tickets = IntStream.range(0, 3).mapToObj(i -> ticket(email)).toList();
    long in =
        tickets.parallelStream()
            .map(ticket -> await(() -> factors.prove(ticket, good)))
            .filter(LogIn.Welcome.class::isInstance)
            .count();
    assertEquals(1, in);
    assertTrue(await(() -> factors.begin(tom)).isEmpty());
    String sealed =
        cast.one("select encode(factor_sealed, 'escape') from person where email = ?", email);
    assertFalse(sealed.contains(secret));
  }

  @Test
  void a_person_takes_their_data_along() {
    String email = somebody("eli.settings");
    browser(email)
        .get("/settings/data/export")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("attachment"))
        .body(
            allOf(
                containsString(email),
                containsString("eli-settings"),
                containsString("a test's browser"),
                not(containsString("argon2"))));
  }

  @Test
  void an_erased_person_keeps_an_id_without_a_face_and_leaves_no_key_behind() {
    String email = somebody("ero.settings");
    Acting ero = cast.acting(email, "ero-settings");
    ApplicationId app = cast.application(ero, "robot");
    IssuedKey key = await(() -> keys.issue(ero, app, "main", Mode.TEST)).orElseThrow();
    Browser browser = browser(email);
    browser.get("/settings/data/erase").then().statusCode(200).body(containsString(email));
    browser.post("/settings/data/erase", "password", "wrong").then().statusCode(422);
    browser
        .post("/settings/data/erase", "password", Cast.PASSWORD)
        .then()
        .statusCode(200)
        .body(containsString("Your account is deleted"));
    browser.get("/settings").then().statusCode(303);
    String id = ero.person().toString();
    assertEquals(
        "Erased person " + id + "@erased.invalid",
        cast.one("select name || ' ' || email from person where id = cast(? as uuid)", id));
    assertEquals("0", count("membership where person_id", id));
    assertEquals("0", count("session where person_id", id));
    assertEquals(
        "t", cast.one("select revoked_at is not null from api_key where id = ?", key.key().id()));
    assertEquals(
        "application.created,key.issued,member.erased",
        cast.one(
            "select string_agg(action, ',' order by id) from audit where person_id ="
                + " cast(? as uuid)",
            id));
    assertInstanceOf(LogIn.Wrong.class, await(() -> people.logIn(email, Cast.PASSWORD)));
  }

  @Test
  void the_last_owner_of_others_stays_until_somebody_takes_over() {
    String email = somebody("ola.settings");
    TenantId tenant = cast.visitor(email).in("ola-settings").orElseThrow().tenant();
    cast.member(tenant, "mia.settings", "developer");
    browser(email)
        .post("/settings/data/erase", "password", Cast.PASSWORD)
        .then()
        .statusCode(409)
        .body(containsString("OLA-SETTINGS"));
    browser(email)
        .post("/settings/organisations/ola-settings/leave")
        .then()
        .statusCode(409)
        .body(containsString("last owner"));
    browser("mia.settings@example.com")
        .post("/settings/organisations/ola-settings/leave")
        .then()
        .statusCode(303);
  }

  @Test
  void a_name_is_changed_and_an_organisation_is_made() {
    String email = somebody("ned.settings");
    Browser ned = browser(email);
    ned.post("/settings", "name", " ").then().statusCode(422);
    ned.post("/settings", "name", "Ned <b>Stark</b>").then().statusCode(303);
    ned.post("/settings/organisations", "organisation", "Winter Fell 9").then().statusCode(303);
    ned.get("/settings")
        .then()
        .body(
            allOf(
                containsString("Ned &lt;b&gt;Stark&lt;/b&gt;"),
                containsString("winter-fell-9"),
                containsString("/home/winter-fell-9/members")));
  }

  private String somebody(String name) {
    return cast.member(cast.tenant(name.replace('.', '-'), false), name, "owner");
  }

  private Browser browser(String email) {
    return new Browser(portal).logIn(email, Cast.PASSWORD);
  }

  private String ticket(String email) {
    return assertInstanceOf(LogIn.CodeNeeded.class, await(() -> people.logIn(email, Cast.PASSWORD)))
        .ticket();
  }

  private String count(String what, String id) {
    return cast.one("select count(*)::text from " + what + " = cast(? as uuid)", id);
  }

  /** What an authenticator app shows, by the RFC and none of our code. */
  private String code(String secret, int stepsAhead) throws Exception {
    long step = clock.instant().getEpochSecond() / 30 + stepsAhead;
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(base32(secret), "HmacSHA1"));
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % 1_000_000);
  }

  private static byte[] base32(String text) {
    String bits =
        text.chars()
            .mapToObj(
                c ->
                    String.format(
                            Locale.ROOT,
                            "%5s",
                            Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)))
                        .replace(' ', '0'))
            .reduce("", String::concat);
    ByteBuffer bytes = ByteBuffer.allocate(bits.length() / 8);
    for (int i = 0; i + 8 <= bits.length(); i += 8) {
      bytes.put((byte) Integer.parseInt(bits.substring(i, i + 8), 2));
    }
    return bytes.array();
  }

  private static List<String> all(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.results().map(found -> found.group(1)).distinct().toList();
  }
}
