package dev.turnpike.portal;

import dev.turnpike.portal.SubscriptionViews.Case;
import dev.turnpike.tenants.due.AccountClock;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** The clock of a test account, moved from a page of its subscription. */
@Path("/{publisher}/subscriptions/{subscription}/clock")
@Produces(MediaType.TEXT_HTML)
class ClockPages {
  private final SubscriptionDesk desk;
  private final AccountClock clock;
  private final SubscriptionText text;

  ClockPages(SubscriptionDesk desk, AccountClock clock, SubscriptionText text) {
    this.desk = desk;
    this.clock = clock;
    this.text = text;
  }

  /** Moves a test account's clock; what falls due on the way is done before the answer. */
  @POST
  public Uni<Response> move(
      String publisher,
      String subscription,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("by") @Nullable String by,
      @FormParam("to") @Nullable String to) {
    return desk.find(publisher, subscription, tenant)
        .chain(
            it -> {
              Instant target = target(it, by, to);
              return target == null
                  ? desk.again(it, 422, text.wrongTime())
                  : clock
                      .move(it.acting(), it.subscribed().account(), target)
                      .chain(moved -> moved(it, moved));
            });
  }

  private static @Nullable Instant target(Case it, @Nullable String by, @Nullable String to) {
    try {
      return to != null
          ? Instant.parse(to)
          : it.clock().now().atZone(it.clock().zone()).plus(Period.parse("" + by)).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Uni<Response> moved(Case it, AccountClock.Moved moved) {
    return switch (moved) {
      case AccountClock.Moved.Done(var reading, var round) ->
          round.troubles().isEmpty()
              ? Uni.createFrom().item(arrived(it, round.done()))
              : desk.again(it, 200, text.trouble(String.join("; ", round.troubles())));
      case AccountClock.Moved.Live _ -> desk.again(it, 409, text.live());
      case AccountClock.Moved.Backwards _, AccountClock.Moved.TooFar _ ->
          desk.again(it, 422, text.wrongTime());
      case AccountClock.Moved.Busy _ -> desk.again(it, 503, text.busy());
      case AccountClock.Moved.Unknown _ -> throw new NotFoundException();
    };
  }

  private static Response arrived(Case it, int done) {
    return Response.seeOther(
            URI.create(it.address() + "?tenant=" + it.acting().slug() + "&moved=" + done))
        .build();
  }
}
