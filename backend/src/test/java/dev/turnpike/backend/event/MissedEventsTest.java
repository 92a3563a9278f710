package dev.turnpike.backend.event;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Browser;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.definition.Author;
import dev.turnpike.tenants.definition.Definitions;
import dev.turnpike.tenants.event.Deliveries;
import dev.turnpike.tenants.event.Delivery;
import dev.turnpike.tenants.event.EndpointAnswer;
import dev.turnpike.tenants.event.EndpointTerms;
import dev.turnpike.tenants.event.Endpoints;
import dev.turnpike.tenants.event.Missed;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of APIs and payments is told, and what was missed is sent again all at once. */
@QuarkusTest
class MissedEventsTest {
  private static final Logger LOG = Logger.getLogger(MissedEventsTest.class);

  private static final String FILE =
      """
      tenant: SLUG
      name: Tides
      publishes: true
      apis:
        - slug: tides
          name: Tides
          origins: {origin: "https://tides.example"}
      products:
        - slug: sea
          name: The sea
          apis: [tides]
          plans:
            - {slug: free, name: Free, billing: free, currency: USD}
      """;

  @Inject Cast cast;
  @Inject Shop shop;
  @Inject Definitions definitions;
  @Inject Subscriptions subscriptions;
  @Inject Payments payments;
  @Inject Endpoints endpoints;
  @Inject Deliveries deliveries;
  @Inject Missed missed;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private Receiver system;

  @BeforeEach
  void start() throws IOException {
    system = new Receiver();
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  @Tag("R190")
  void subscribers_are_told_that_an_api_is_published_anew_ends_and_is_gone() throws Exception {
    Acting owner = owner("hears-pub", true);
    apply(owner, FILE);
    Acting buyer = owner("hears-buy", false);
    PlanChoice free =
        new PlanChoice(cast.application(buyer, "robot"), "hears-pub", "sea", "free", Mode.TEST);
    assertInstanceOf(Outcome.Done.class, await(() -> subscriptions.request(buyer, free)));
    Acting stranger = owner("hears-not", false);
    UUID mine = add(buyer, Set.of("api.published", "api.deprecated", "api.retired"));
    UUID theirs = add(stranger, Set.of());

    String other = FILE.replace("https://tides.example", "https://sea.example");
    apply(owner, other);
    Receiver.Message published = system.next();
    assertEquals("api.published", published.type());
    assertEquals("hears-pub tides 2", words(published));
    String ends =
        other.replace(
            "    origins", "    deprecation: {since: \"2027-01-01T00:00:00Z\"}\n    origins");
    apply(owner, ends);
    // Both are of one moment, in no promised order.
    Receiver.Message one = system.next();
    Receiver.Message another = system.next();
    assertEquals(
        Set.of("api.published", "api.deprecated"),
        new HashSet<>(List.of(one.type(), another.type())));
    assertEquals(
        "2027-01-01T00:00:00Z", one.data().getJsonObject("deprecation").getString("since"));
    apply(
        owner,
        ends.replace("    name: Tides\n    dep", "    name: Tides\n    stage: retired\n    dep"));
    Receiver.Message gone = system.next();
    assertEquals("api.retired", gone.type());
    assertEquals("retired", gone.data().getString("stage"));
    assertEquals(4, log(buyer, mine).size());
    assertEquals(List.of(), log(stranger, theirs), "whoever is not subscribed hears nothing");
  }

  @Test
  @Tag("R90")
  void payments_are_told_as_they_end() throws Exception {
    Buyer buyer = shop.buyer("hears-money", "credits");
    add(buyer.owner(), Set.of("payment.succeeded", "payment.declined"));
    shop.topUp(buyer, "5.00");
    Receiver.Message paid = system.next();
    assertEquals("payment.succeeded", paid.type());
    assertEquals("5.00", paid.data().getJsonObject("amount").getString("amount"));
    assertEquals("top-up", paid.data().getString("purpose"));
    Order.TopUp credit = new Order.TopUp(buyer.account().id(), Money.of("5.00", "USD"));
    assertInstanceOf(
        Paid.Declined.class,
        await(
            () ->
                payments.pay(
                    Payer.of(buyer.owner()),
                    new Order(credit, "sbx_insufficient_funds", null, null))));
    Receiver.Message declined = system.next();
    assertEquals("payment.declined", declined.type());
    assertEquals("insufficient_funds", declined.data().getString("decline_code"));
  }

  @Test
  void what_was_given_up_is_sent_again_at_once_under_its_ids() throws Exception {
    Acting owner = owner("missed-one", false);
    String email = "missed-one-owner@example.com";
    UUID endpoint = add(owner, Set.of());
    Set<String> ids = givenUp(owner, endpoint, 3);
    Browser browser = new Browser(portal).logIn(email, Cast.PASSWORD);
    String page = "/home/missed-one/webhooks/" + endpoint;
    assertTrue(browser.get(page).then().extract().asString().contains("Send 3 again"));
    assertInstanceOf(EndpointAnswer.Done.class, await(() -> endpoints.disable(owner, endpoint)));
    assertInstanceOf(Missed.SwitchedOff.class, await(() -> missed.send(owner, endpoint)));
    assertInstanceOf(EndpointAnswer.Done.class, await(() -> endpoints.enable(owner, endpoint)));
    system.answers(204, "");

    browser.post(page + "/missed").then().statusCode(303);

    Set<String> again = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      again.add(system.next().id());
    }
    assertEquals(ids, again);
    assertTrue(system.hasNothing());
    assertEquals(
        "1",
        cast.one(
            "select count(*) from audit where action = 'webhook.missed-sent' and tenant_id = ?",
            owner.tenant().value()));
    Acting stranger = owner("missed-other", false);
    assertInstanceOf(Missed.Unknown.class, await(() -> missed.send(stranger, endpoint)));
  }

  @Test
  void the_same_by_api() throws Exception {
    Acting owner = owner("missed-api", false);
    UUID endpoint = add(owner, Set.of());
    givenUp(owner, endpoint, 2);
    system.answers(204, "");
    String token =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", "missed-api-owner@example.com", "password", Cast.PASSWORD))
            .post("/manage/v1/sessions")
            .path("token");
    String root = "/manage/v1/tenants/missed-api/webhooks/" + endpoint;
    given()
        .header("Authorization", "Bearer " + token)
        .post(root + "/replay")
        .then()
        .statusCode(200)
        .body("again", equalTo(2));
    system.next();
    system.next();
  }

  /** Events that came to nothing, as an endpoint that fails for days leaves them. */
  private Set<String> givenUp(Acting owner, UUID endpoint, int count) throws Exception {
    system.answers(500, "");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < count; i++) {
      cast.sql(
          "insert into api_key (id, tenant_id, application_id, name, mode, secret_hash, created_at)"
              + " select ?, t.id, a.id, 'Nightly', 'test', sha256('x'), now() from tenant t"
              + " join application a on a.tenant_id = t.id where t.id = ?",
          key(owner, i),
          owner.tenant().value());
      cast.sql("update api_key set revoked_at = now() where id = ?", key(owner, i));
    }
    while (ids.size() < count) {
      ids.add(system.next().id());
    }
    cast.sql(
        "update webhook_delivery set state = 'failed', done_at = now(), attempts = 11"
            + " where endpoint_id = ?",
        endpoint);
    while (!system.hasNothing()) {
      LOG.debug("an attempt that was under way");
    }
    return ids;
  }

  private static String key(Acting owner, int i) {
    return (i + Integer.toHexString(owner.slug().hashCode()) + "Ev5mA9kQ2wE4rT6y").substring(0, 16);
  }

  private Acting owner(String slug, boolean publishes) {
    Acting owner =
        cast.acting(cast.member(cast.tenant(slug, publishes), slug + "-owner", "owner"), slug);
    if (slug.startsWith("missed")) {
      cast.application(owner, "robot");
    }
    return owner;
  }

  private void apply(Acting owner, String file) {
    assertInstanceOf(
        Definitions.Applied.class,
        await(
            () ->
                definitions.apply(
                    new Author.Member(owner),
                    "tides.yaml",
                    file.replace("SLUG", owner.slug()),
                    null)));
  }

  private UUID add(Acting acting, Set<String> types) {
    return assertInstanceOf(
            EndpointAnswer.Issued.class,
            await(
                () -> endpoints.create(acting, new EndpointTerms("Ours", system.address(), types))))
        .id();
  }

  private List<Delivery> log(Acting acting, UUID endpoint) {
    return await(() -> deliveries.list(acting, endpoint, null, 50));
  }

  private static String words(Receiver.Message message) {
    return message.data().getString("publisher")
        + " "
        + message.data().getString("api")
        + " "
        + message.data().getInteger("release");
  }
}
