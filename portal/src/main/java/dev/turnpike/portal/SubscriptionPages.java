package dev.turnpike.portal;

import dev.turnpike.tenants.period.Renewals;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Subscriptions;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of a consumer: its state and dates, and what ends, stops or renews it. Forms
 * name the tenant; each answers with a redirect, or with the page and what stands in the way.
 */
@Path("/{publisher}/subscriptions/{subscription}")
@Produces(MediaType.TEXT_HTML)
class SubscriptionPages {
  private final SubscriptionDesk desk;
  private final Subscriptions subscriptions;
  private final Renewals renewals;
  private final Hindrances hindrances;
  private final SubscriptionText text;

  SubscriptionPages(
      SubscriptionDesk desk,
      Subscriptions subscriptions,
      Renewals renewals,
      Hindrances hindrances,
      SubscriptionText text) {
    this.desk = desk;
    this.subscriptions = subscriptions;
    this.renewals = renewals;
    this.hindrances = hindrances;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> page(
      String publisher,
      String subscription,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String done,
      @RestQuery @Nullable Integer moved) {
    return desk.find(publisher, subscription, tenant)
        .map(it -> desk.page(it, said(done, moved), null));
  }

  private @Nullable String said(@Nullable String done, @Nullable Integer moved) {
    return moved == null ? done == null ? null : text.done() : text.clockMoved(moved);
  }

  @POST
  @Path("cancellation")
  public Uni<Response> cancel(
      String publisher,
      String subscription,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("when") @Nullable String when) {
    return desk.run(
        publisher,
        subscription,
        tenant,
        "now".equals(when) ? subscriptions::cancel : renewals::cancelAtPeriodEnd);
  }

  @POST
  @Path("keep")
  public Uni<Response> keep(
      String publisher, String subscription, @FormParam("tenant") @Nullable String tenant) {
    return desk.run(publisher, subscription, tenant, renewals::keep);
  }

  @POST
  @Path("expiry")
  public Uni<Response> expire(
      String publisher, String subscription, @FormParam("tenant") @Nullable String tenant) {
    return desk.run(publisher, subscription, tenant, renewals::letExpire);
  }

  @POST
  @Path("renewal")
  public Uni<Response> renew(
      String publisher,
      String subscription,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("plan") @Nullable String plan) {
    return desk.run(
        publisher, subscription, tenant, (acting, id) -> renewals.renew(acting, id, plan));
  }

  @POST
  @Path("pause")
  public Uni<Response> pause(
      String publisher, String subscription, @FormParam("tenant") @Nullable String tenant) {
    return desk.run(
        publisher, subscription, tenant, (acting, id) -> hindrances.pause(acting, id, ""));
  }

  @POST
  @Path("resumption")
  public Uni<Response> resume(
      String publisher, String subscription, @FormParam("tenant") @Nullable String tenant) {
    return desk.run(publisher, subscription, tenant, hindrances::resume);
  }
}
