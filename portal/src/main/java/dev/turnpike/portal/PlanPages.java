package dev.turnpike.portal;

import dev.turnpike.portal.SubscriptionViews.Case;
import dev.turnpike.tenants.period.PlanChanges;
import dev.turnpike.tenants.period.PlanMove;
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
import java.time.DateTimeException;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Another plan for a subscription: what it would cost, and the change. */
@Path("/{publisher}/subscriptions/{subscription}/plan")
@Produces(MediaType.TEXT_HTML)
class PlanPages {
  private final Frame frame;
  private final SubscriptionDesk desk;
  private final PlanChanges changes;
  private final SubscriptionViews views;
  private final SubscriptionText text;

  PlanPages(
      Frame frame,
      SubscriptionDesk desk,
      PlanChanges changes,
      SubscriptionViews views,
      SubscriptionText text) {
    this.frame = frame;
    this.desk = desk;
    this.changes = changes;
    this.views = views;
    this.text = text;
  }

  /** What a change of plan would cost; looking changes nothing. */
  @GET
  public Uni<TemplateInstance> preview(
      String publisher,
      String subscription,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String plan) {
    String slug = plan == null ? "" : plan;
    return desk.find(publisher, subscription, tenant)
        .chain(
            it ->
                changes
                    .preview(it.acting(), it.subscribed().id(), slug)
                    .map(found -> found.orElseThrow(NotFoundException::new))
                    .map(move -> preview(it, slug, move)));
  }

  @POST
  public Uni<Response> change(
      String publisher,
      String subscription,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("plan") @Nullable String plan,
      @FormParam("as_of") @Nullable String asOf) {
    return desk.run(
        publisher,
        subscription,
        tenant,
        (acting, id) -> changes.change(acting, id, plan == null ? "" : plan, instant(asOf)));
  }

  @POST
  @Path("keep")
  public Uni<Response> keepPlan(
      String publisher, String subscription, @FormParam("tenant") @Nullable String tenant) {
    return desk.run(publisher, subscription, tenant, changes::undo);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new NotFoundException(e);
    }
  }

  private TemplateInstance preview(Case it, String plan, PlanMove move) {
    return Pages.planChange(
        frame.of(
            it.publisher(),
            text.previewTitle(move.from(), move.to()),
            Frame.Place.NONE,
            it.acting().slug()),
        views.preview(it, plan, move));
  }
}
