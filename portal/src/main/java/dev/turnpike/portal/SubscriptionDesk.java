package dev.turnpike.portal;

import dev.turnpike.portal.SubscriptionViews.Case;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.due.AccountClock;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.period.PlanChanges;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the pages about one subscription share: finding it for who looks at it, and showing it
 * again.
 */
@ApplicationScoped
class SubscriptionDesk {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Subscriptions subscriptions;
  private final PaymentMethods methods;
  private final PlanChanges changes;
  private final AccountClock clock;
  private final SubscriptionViews views;
  private final SubscriptionText text;

  SubscriptionDesk(
      Frame frame,
      Publishers publishers,
      Places places,
      Subscriptions subscriptions,
      PaymentMethods methods,
      PlanChanges changes,
      AccountClock clock,
      SubscriptionViews views,
      SubscriptionText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.subscriptions = subscriptions;
    this.methods = methods;
    this.changes = changes;
    this.clock = clock;
    this.views = views;
    this.text = text;
  }

  /** What is done with the subscription. */
  interface Command {
    Uni<Outcome> of(Acting acting, SubscriptionId id);
  }

  /** A command, and the page again with its outcome. */
  Uni<Response> run(
      String publisher, String subscription, @Nullable String tenant, Command command) {
    return find(publisher, subscription, tenant)
        .chain(
            it ->
                command
                    .of(it.acting(), it.subscribed().id())
                    .chain(
                        outcome ->
                            switch (outcome) {
                              case Outcome.Done _ -> Uni.createFrom().item(back(it));
                              case Outcome.Conflict(String detail) -> again(it, 409, detail);
                              case Outcome.Invalid(String field, String detail) ->
                                  again(it, 422, detail);
                              case Outcome.OwnRequest _, Outcome.Unknown _ ->
                                  throw new NotFoundException();
                            }));
  }

  static Response back(Case it) {
    return Response.seeOther(URI.create(it.address() + "?tenant=" + it.acting().slug() + "&done=1"))
        .build();
  }

  Uni<Response> again(Case it, int status, String error) {
    return reload(it).map(now -> Response.status(status).entity(page(now, null, error)).build());
  }

  /** A stranger logs in first; what is not the tenant's is 404. */
  Uni<Case> find(String publisher, String subscription, @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    SubscriptionId id = new SubscriptionId(uuid(subscription));
    return publishers.named(publisher).chain(found -> load(found, acting, id));
  }

  Uni<Case> reload(Case it) {
    return load(it.publisher(), it.acting(), it.subscribed().id());
  }

  private Uni<Case> load(Tenant publisher, Acting acting, SubscriptionId id) {
    return subscriptions
        .find(acting, id)
        .map(
            found ->
                found
                    .filter(s -> s.publisher().tenant().equals(publisher.id()))
                    .filter(s -> s.consumer().tenant().equals(acting.tenant()))
                    .orElseThrow(NotFoundException::new))
        .chain(subscribed -> load(publisher, acting, subscribed));
  }

  private Uni<Case> load(Tenant publisher, Acting acting, Subscribed subscribed) {
    return Uni.combine()
        .all()
        .unis(
            clock.of(acting.tenant(), subscribed.account()),
            methods.of(acting.tenant(), subscribed.account()),
            changes.choices(acting, subscribed.id()))
        .usingConcurrencyOf(1)
        .with(
            (reading, cards, plans) ->
                new Case(
                    publisher,
                    acting,
                    subscribed,
                    reading.orElseThrow(NotFoundException::new),
                    cards,
                    plans));
  }

  static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }

  TemplateInstance page(Case it, @Nullable String said, @Nullable String error) {
    Subscribed s = it.subscribed();
    return Pages.subscription(
        frame.of(
            it.publisher(),
            text.title(s.applicationName(), s.productName()),
            Frame.Place.NONE,
            it.acting().slug()),
        views.of(it, said, error));
  }
}
