package dev.turnpike.portal;

import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * How to make the first call, for anybody; for somebody who just subscribed, with what is theirs.
 */
@Path("/{publisher}/start")
@Produces(MediaType.TEXT_HTML)
class StartPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Offers offers;
  private final Subscriptions subscriptions;
  private final Keys keys;
  private final GatewayAddress gateway;
  private final States states;
  private final Clock clock;
  private final StartText text;

  StartPages(
      Frame frame,
      Publishers publishers,
      Places places,
      Offers offers,
      Subscriptions subscriptions,
      Keys keys,
      GatewayAddress gateway,
      States states,
      Clock clock,
      StartText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.offers = offers;
    this.subscriptions = subscriptions;
    this.keys = keys;
    this.gateway = gateway;
    this.states = states;
    this.clock = clock;
    this.text = text;
  }

  /** A subscription of the reader's own; {@code keys} are the starts of its application's keys. */
  record Mine(
      String tenant,
      String tenantName,
      String line,
      String tone,
      @Nullable String pay,
      @Nullable String request,
      @Nullable String keys) {}

  record Plans(String name, String address) {}

  record View(
      String publisher,
      String publisherName,
      @Nullable Mine mine,
      @Nullable Plans plans,
      String method,
      String url) {}

  @GET
  public Uni<TemplateInstance> page(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String product,
      @RestQuery @Nullable String subscription) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                subscription == null
                    ? page(found, null, List.of(), product, places.reader(publisher))
                    : withSubscription(found, places.acting(publisher, tenant), subscription));
  }

  private Uni<TemplateInstance> withSubscription(Tenant publisher, Acting acting, String id) {
    return subscriptions
        .find(acting, new SubscriptionId(SubscriptionDesk.uuid(id)))
        .map(
            found ->
                found
                    .filter(s -> s.publisher().tenant().equals(publisher.id()))
                    .filter(s -> s.consumer().tenant().equals(acting.tenant()))
                    .orElseThrow(NotFoundException::new))
        .chain(
            subscribed ->
                keys.list(acting)
                    .chain(
                        all ->
                            page(
                                publisher,
                                subscribed,
                                all,
                                subscribed.product(),
                                Optional.of(acting.tenant()))));
  }

  private Uni<TemplateInstance> page(
      Tenant publisher,
      @Nullable Subscribed subscribed,
      List<ApiKey> all,
      @Nullable String product,
      Optional<TenantId> reader) {
    Uni<Optional<Offer>> offer =
        product == null
            ? offers.of(publisher.id(), reader).map(list -> list.stream().findFirst())
            : offers.find(publisher.id(), product, reader);
    return offer.map(found -> page(publisher, subscribed, all, found));
  }

  private TemplateInstance page(
      Tenant publisher, @Nullable Subscribed subscribed, List<ApiKey> all, Optional<Offer> offer) {
    String root = gateway.shown() + "/" + publisher.slug();
    Optional<Call> first = offer.flatMap(StartPages::first);
    return Pages.start(
        frame.of(
            publisher,
            text.title(),
            Frame.Place.NONE,
            subscribed == null ? null : subscribed.consumer().slug()),
        new View(
            publisher.slug(),
            publisher.name(),
            subscribed == null ? null : mine(publisher, subscribed, all),
            offer
                .map(it -> new Plans(it.name(), Addresses.product(publisher.slug(), it.slug())))
                .orElse(null),
            first.map(Call::method).orElse("GET"),
            root + first.map(Call::path).orElse("/")));
  }

  private record Call(String method, String path) {}

  /** The first thing that can be read; else the first that can be called. */
  private static Optional<Call> first(Offer offer) {
    List<Call> calls =
        offer.apis().stream()
            .flatMap(
                api ->
                    api.operations().stream()
                        .map(op -> new Call(op.method(), "/" + api.slug() + op.path())))
            .toList();
    return calls.stream()
        .filter(call -> call.method().equals("GET") && !call.path().contains("{"))
        .findFirst()
        .or(() -> calls.stream().findFirst());
  }

  private Mine mine(Tenant publisher, Subscribed s, List<ApiKey> all) {
    States.State state = states.of(s);
    String tenant = s.consumer().slug();
    String live =
        all.stream()
            .filter(key -> key.application().equals(s.application()) && key.isLive(clock.instant()))
            .map(key -> key.start() + "…")
            .collect(Collectors.joining(", "));
    boolean waits = s.state() instanceof SubscriptionState.Requested;
    boolean owes = s.state() instanceof SubscriptionState.AwaitingPayment;
    return new Mine(
        tenant,
        s.consumer().name(),
        text.subscribed(s.applicationName(), s.productName(), s.planName(), state.word()),
        state.tone(),
        owes ? Addresses.firstPayment(publisher.slug(), tenant, s.id()) : null,
        waits ? Addresses.request(publisher.slug(), tenant, s.id()) : null,
        live.isEmpty() ? null : live);
  }
}
