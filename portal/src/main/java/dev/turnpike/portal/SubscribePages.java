package dev.turnpike.portal;

import dev.turnpike.portal.SubscribeViews.Case;
import dev.turnpike.portal.SubscribeViews.Draft;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.Offers;
import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.consumer.NewApplication;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.FieldError;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Asking for a plan, in three clicks: the plan, the application (made on the spot if there is
 * none), the button. Looking changes nothing.
 */
@Path("/{publisher}/subscribe/{product}")
@Produces(MediaType.TEXT_HTML)
class SubscribePages {
  private static final int LONGEST_SLUG = 39;

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Offers offers;
  private final Applications applications;
  private final Subscriptions subscriptions;
  private final SubscribeViews views;
  private final SubscribeText text;

  SubscribePages(
      Frame frame,
      Publishers publishers,
      Places places,
      Offers offers,
      Applications applications,
      Subscriptions subscriptions,
      SubscribeViews views,
      SubscribeText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.offers = offers;
    this.applications = applications;
    this.subscriptions = subscriptions;
    this.views = views;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> form(
      String publisher,
      String product,
      @RestQuery @Nullable String plan,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String application) {
    return find(publisher, product, plan, tenant)
        .map(it -> page(it, new Draft(application, null), List.of()));
  }

  @POST
  public Uni<Response> request(
      String publisher,
      String product,
      @FormParam("plan") @Nullable String plan,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("application") @Nullable String application,
      @FormParam("name") @Nullable String name) {
    Draft draft = new Draft(application, name);
    return find(publisher, product, plan, tenant)
        .chain(
            it -> {
              it.acting().require(Permission.REQUEST_SUBSCRIPTION);
              if (draft.makesNew()) {
                return made(it, draft);
              }
              return it.applications().stream()
                  .filter(each -> each.id().toString().equals(application))
                  .findFirst()
                  .map(each -> ask(it, each.id(), draft))
                  .orElseGet(
                      () -> again(it, 422, draft, "application-new", text.applicationWrong()));
            });
  }

  private Uni<Response> made(Case it, Draft draft) {
    String name = draft.name() == null ? "" : draft.name().strip();
    String slug = slug(name);
    if (slug.length() < 2) {
      return again(it, 422, draft, "name", text.nameWrong());
    }
    return applications
        .create(it.acting(), slug, name)
        .chain(
            answer ->
                switch (answer) {
                  case NewApplication.Created(var made) -> ask(it, made.id(), draft);
                  case NewApplication.Taken _ -> again(it, 409, draft, "name", text.nameTaken());
                  case NewApplication.Invalid _ -> again(it, 422, draft, "name", text.nameWrong());
                });
  }

  /** {@code Büro & Lager} as {@code buro-lager}. */
  static String slug(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST_SLUG)).replaceAll("-+$", "");
  }

  private Uni<Response> ask(Case it, ApplicationId application, Draft draft) {
    PlanChoice choice =
        new PlanChoice(
            application, it.publisher().slug(), it.offer().slug(), it.plan().slug(), Mode.TEST);
    return subscriptions
        .request(it.acting(), choice)
        .chain(
            outcome ->
                switch (outcome) {
                  case Outcome.Done(SubscriptionId id, SubscriptionState state) ->
                      Uni.createFrom()
                          .item(Response.seeOther(URI.create(next(it, id, state))).build());
                  case Outcome.Conflict(String detail) ->
                      reload(it).chain(now -> again(now, 409, draft, "application-new", detail));
                  case Outcome.Invalid(String field, String detail) ->
                      again(it, 422, draft, field, detail);
                  case Outcome.Unknown _, Outcome.OwnRequest _ -> throw new NotFoundException();
                });
  }

  /** Where the requester has to do something next. */
  private static String next(Case it, SubscriptionId id, SubscriptionState state) {
    String publisher = it.publisher().slug();
    String tenant = it.acting().slug();
    return switch (state) {
      case SubscriptionState.Requested _ -> Addresses.request(publisher, tenant, id);
      case SubscriptionState.AwaitingPayment _ -> Addresses.firstPayment(publisher, tenant, id);
      default -> Addresses.start(publisher, tenant, id);
    };
  }

  private Uni<Case> find(
      String publisher, String product, @Nullable String plan, @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    return publishers
        .named(publisher)
        .chain(found -> load(found, acting, product, plan == null ? "" : plan));
  }

  private Uni<Case> reload(Case it) {
    return load(it.publisher(), it.acting(), it.offer().slug(), it.plan().slug());
  }

  private Uni<Case> load(Tenant publisher, Acting acting, String product, String plan) {
    return offers
        .find(publisher.id(), product, Optional.of(acting.tenant()))
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(
            offer ->
                Uni.combine()
                    .all()
                    .unis(applications.list(acting), subscriptions.ofConsumer(acting))
                    .usingConcurrencyOf(1)
                    .with(
                        (all, subscribed) ->
                            new Case(
                                publisher, acting, offer, plan(offer, plan), all, subscribed)));
  }

  private static Offer.OfferedPlan plan(Offer offer, String slug) {
    return offer.plans().stream()
        .filter(each -> each.slug().equals(slug))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }

  private Uni<Response> again(Case it, int status, Draft draft, String field, String wrong) {
    List<FieldError> errors = List.of(new FieldError(field, wrong));
    return Uni.createFrom().item(Response.status(status).entity(page(it, draft, errors)).build());
  }

  private TemplateInstance page(Case it, Draft draft, List<FieldError> errors) {
    return Pages.subscribe(
        frame.of(
            it.publisher(),
            text.title(it.offer().name(), it.plan().name()),
            Frame.Place.CATALOGUE,
            it.acting().slug()),
        views.of(it, draft, errors));
  }
}
