package dev.turnpike.backend.loop;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** Makes consumers of acme's weather, lets them pay, and calls through the real gateway. */
@ApplicationScoped
public class Shop {
  public static final String FORECAST = "/acme/weather/forecast/oslo";

  private final Cast cast;
  private final Ids ids;
  private final People people;
  private final Subscriptions subscriptions;
  private final Keys keys;
  private final Accounts accounts;
  private final Payments payments;
  private final GatewayPort gateway;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Shop(
      Cast cast,
      Ids ids,
      People people,
      Subscriptions subscriptions,
      Keys keys,
      Accounts accounts,
      Payments payments,
      GatewayPort gateway) {
    this.cast = cast;
    this.ids = ids;
    this.people = people;
    this.subscriptions = subscriptions;
    this.keys = keys;
    this.accounts = accounts;
    this.payments = payments;
    this.gateway = gateway;
  }

  /** A new tenant with one application that asks for this plan. */
  public Buyer buyer(String slug, String plan) {
    TenantId tenant = cast.tenant(slug, false);
    Acting owner = cast.acting(cast.member(tenant, slug, "owner", "billing"), slug);
    ApplicationId application = cast.application(owner, "shop");
    Outcome.Done asked =
        assertInstanceOf(
            Outcome.Done.class,
            await(
                () ->
                    subscriptions.request(
                        owner, new PlanChoice(application, "acme", "weather", plan, Mode.TEST))));
    IssuedKey key = await(() -> keys.issue(owner, application, "main", Mode.TEST)).orElseThrow();
    return new Buyer(
        owner,
        application,
        asked.id(),
        await(() -> accounts.ofConsumer(tenant)).getFirst(),
        key.key().id(),
        key.text());
  }

  public Paid pay(Buyer buyer, Order.Purpose purpose) {
    Order order = new Order(purpose, "sbx_accepted", null, null);
    return await(() -> payments.pay(Payer.of(buyer.owner()), order));
  }

  public void topUp(Buyer buyer, String amount) {
    Order.TopUp credit = new Order.TopUp(buyer.account().id(), Money.of(amount, "USD"));
    assertInstanceOf(Paid.Done.class, pay(buyer, credit));
  }

  /** What dunning will do at the end of grace: an open invoice and the state it led to. */
  public InvoiceId suspend(Buyer buyer) {
    UUID invoice = ids.next();
    cast.sql(
        "insert into invoice (id, publisher_id, consumer_id, account_id, subscription_id, number,"
            + " state, currency, total, issued_at, due_at, decline_code)"
            + " select ?, publisher_id, consumer_id, account_id, id, 'S-' || id, 'open', 'USD',"
            + " 49000000, now() - interval '20 days', now() - interval '13 days', 'expired_card'"
            + " from subscription where id = ?",
        invoice,
        buyer.subscription().value());
    cast.sql(
        "update subscription set state = 'suspended', version = version + 1, facts ="
            + " jsonb_build_object('invoice', cast(? as text), 'due', '49.00',"
            + " 'decline', 'expired_card') where id = ?",
        invoice.toString(),
        buyer.subscription().value());
    return new InvoiceId(invoice);
  }

  /** Somebody of the cast at work for a tenant. */
  public Acting member(String email, String tenant) {
    UUID person = UUID.fromString(cast.one("select id from person where email = ?", email));
    return await(() -> people.visitor(new PersonId(person))).orElseThrow().in(tenant).orElseThrow();
  }

  public HttpResponse<String> call(String path, String key)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.number() + path))
            .header("X-API-Key", key)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
