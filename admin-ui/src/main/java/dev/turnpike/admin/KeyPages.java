package dev.turnpike.admin;

import dev.turnpike.admin.KeysView.KeyLine;
import dev.turnpike.admin.KeysView.Line;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.usage.KeysSeen;
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
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Subscriptions to the publisher's products with the keys seen under each; block and unblock. */
@Path("/admin/{tenant}/keys")
@Produces(MediaType.TEXT_HTML)
class KeyPages {
  private final Frame frame;
  private final Subscriptions subscriptions;
  private final Hindrances hindrances;
  private final KeysSeen seen;
  private final AdminText text;

  KeyPages(
      Frame frame,
      Subscriptions subscriptions,
      Hindrances hindrances,
      KeysSeen seen,
      AdminText text) {
    this.frame = frame;
    this.subscriptions = subscriptions;
    this.hindrances = hindrances;
    this.seen = seen;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(String tenant, @RestQuery @Nullable String done) {
    return page(frame.acting(tenant), done != null, false);
  }

  @POST
  @Path("{id}/block")
  public Uni<Response> block(
      String tenant, String id, @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant);
    return hindrances
        .block(acting, RequestPages.subscription(id), reason == null ? "" : reason)
        .chain(outcome -> answer(acting, outcome));
  }

  @POST
  @Path("{id}/unblock")
  public Uni<Response> unblock(String tenant, String id) {
    Acting acting = frame.acting(tenant);
    return hindrances
        .unblock(acting, RequestPages.subscription(id))
        .chain(outcome -> answer(acting, outcome));
  }

  private Uni<Response> answer(Acting acting, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done ->
          Uni.createFrom()
              .item(
                  Response.seeOther(URI.create("/admin/" + acting.slug() + "/keys?done=1"))
                      .build());
      case Outcome.Invalid invalid ->
          page(acting, false, true).map(page -> Response.status(422).entity(page).build());
      case Outcome.Unknown unknown -> throw new NotFoundException();
      case Outcome.Conflict conflict -> throw new NotFoundException();
      case Outcome.OwnRequest own -> throw new NotFoundException();
    };
  }

  private Uni<TemplateInstance> page(Acting acting, boolean done, boolean reasonMissing) {
    return subscriptions
        .ofPublisher(acting)
        .chain(
            all ->
                keys(acting)
                    .map(
                        keys ->
                            Pages.keys(
                                frame.of(acting, text.keysTitle(), Frame.Place.KEYS),
                                new KeysView(
                                    acting.slug(),
                                    all.stream().map(one -> line(one, keys)).toList(),
                                    acting.may(Permission.BLOCK_SUBSCRIPTION),
                                    done,
                                    reasonMissing))));
  }

  /** Who sees consumers does not always see calls: then the keys stay unknown. */
  private Uni<Map<SubscriptionId, List<KeysSeen.Seen>>> keys(Acting acting) {
    return acting.may(Permission.SEE_CALLS)
        ? seen.ofPublisher(acting)
            .map(all -> all.stream().collect(Collectors.groupingBy(KeysSeen.Seen::subscription)))
        : Uni.createFrom().item(Map.of());
  }

  private Line line(Subscribed one, Map<SubscriptionId, List<KeysSeen.Seen>> keys) {
    String reason =
        one.hindrances().stream()
            .filter(hindrance -> hindrance.kind() == Hindrance.Kind.BLOCKED)
            .map(Hindrance::reason)
            .findFirst()
            .orElse("");
    return new Line(
        one.id().toString(),
        one.consumer().name(),
        one.applicationName(),
        one.productName(),
        one.planName(),
        StateView.of(one, text),
        one.isHindered(Hindrance.Kind.BLOCKED),
        reason,
        !(one.state() instanceof SubscriptionState.Ended
            || one.state() instanceof SubscriptionState.Rejected),
        keys.getOrDefault(one.id(), List.of()).stream().map(key -> view(key, one.mode())).toList());
  }

  private static KeyLine view(KeysSeen.Seen key, Mode mode) {
    String prefix = mode == Mode.LIVE ? "tp_live_" : "tp_test_";
    return new KeyLine(prefix + key.key(), key.calls(), key.refused(), key.lastAt());
  }
}
