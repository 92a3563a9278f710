package dev.turnpike.admin;

import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriberQuery;
import dev.turnpike.tenants.subscription.Subscribers;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Subscriptions to the publisher's products with the keys seen under each; block and unblock. */
@Path("/admin/{tenant}/keys")
@Produces(MediaType.TEXT_HTML)
class KeyPages {
  static final int PAGE = 50;

  private final Frame frame;
  private final Subscribers subscribers;
  private final Hindrances hindrances;
  private final SubscriptionLines lines;
  private final AdminText text;

  KeyPages(
      Frame frame,
      Subscribers subscribers,
      Hindrances hindrances,
      SubscriptionLines lines,
      AdminText text) {
    this.frame = frame;
    this.subscribers = subscribers;
    this.hindrances = hindrances;
    this.lines = lines;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant,
      @RestQuery("q") @Nullable String search,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String consumer,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant);
    SubscriberQuery query =
        SubscriberQuery.of(search, state, consumer, Places.place(from), PAGE + 1);
    return page(acting, query, done != null, false);
  }

  @POST
  @Path("{id}/block")
  public Uni<Response> block(
      String tenant,
      String id,
      @FormParam("reason") @Nullable String reason,
      @FormParam("back") @Nullable String back) {
    Acting acting = frame.acting(tenant);
    return hindrances
        .block(acting, RequestPages.subscription(id), reason == null ? "" : reason)
        .chain(outcome -> answer(acting, outcome, back));
  }

  @POST
  @Path("{id}/unblock")
  public Uni<Response> unblock(String tenant, String id, @FormParam("back") @Nullable String back) {
    Acting acting = frame.acting(tenant);
    return hindrances
        .unblock(acting, RequestPages.subscription(id))
        .chain(outcome -> answer(acting, outcome, back));
  }

  private Uni<Response> answer(Acting acting, Outcome outcome, @Nullable String back) {
    return switch (outcome) {
      case Outcome.Done done ->
          Uni.createFrom().item(Response.seeOther(target(acting, back)).build());
      case Outcome.Invalid invalid ->
          page(acting, SubscriberQuery.of(null, null, null, 0, PAGE + 1), false, true)
              .map(page -> Response.status(422).entity(page).build());
      case Outcome.Unknown unknown -> throw new NotFoundException();
      case Outcome.Conflict conflict -> throw new NotFoundException();
      case Outcome.OwnRequest own -> throw new NotFoundException();
    };
  }

  /** Back to the consumer's page where the form stood, or to the list. */
  private static URI target(Acting acting, @Nullable String back) {
    boolean slug = back != null && back.matches("[a-z][a-z0-9-]{1,38}");
    String root = "/admin/" + acting.slug();
    return URI.create(root + (slug ? "/consumers/" + back : "/keys") + "?done=1");
  }

  private Uni<TemplateInstance> page(
      Acting acting, SubscriberQuery query, boolean done, boolean reasonMissing) {
    return subscribers
        .list(acting, query)
        .chain(
            found ->
                lines
                    .of(acting, found.stream().limit(PAGE).toList())
                    .map(
                        shown ->
                            Pages.keys(
                                frame.of(acting, text.keysTitle(), Frame.Place.KEYS),
                                view(acting, query, found, shown, done, reasonMissing))));
  }

  private KeysView view(
      Acting acting,
      SubscriberQuery query,
      List<Subscribed> found,
      List<KeysView.Line> shown,
      boolean done,
      boolean reasonMissing) {
    Address start =
        Address.of("/admin/" + acting.slug() + "/keys")
            .with("q", query.text())
            .with("state", query.state())
            .with("consumer", query.consumer());
    return new KeysView(
        acting.slug(),
        query.text(),
        SubscriberQuery.STATES.stream()
            .map(
                word ->
                    new Choice(word, StateView.past(word, text).word(), word.equals(query.state())))
            .toList(),
        query.consumer(),
        !query.isAny(),
        query.skip() == 0,
        start.toString(),
        shown,
        found.size() > PAGE ? start.from(query.skip() + PAGE) : null,
        acting.may(Permission.BLOCK_SUBSCRIPTION),
        done,
        reasonMissing);
  }
}
