package dev.turnpike.admin;

import dev.turnpike.tenants.due.AccountClock;
import dev.turnpike.tenants.due.AccountClock.Moved;
import dev.turnpike.tenants.due.Agenda;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Search;
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
import java.time.DateTimeException;
import java.time.Period;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What time it is for each account of the publisher, and what could not be done in time. */
@Path("/admin/{tenant}/clocks")
@Produces(MediaType.TEXT_HTML)
class ClockPages {
  private static final int PAGE = 50;
  private static final int MOST_PUT_OFF = 100;

  private final Frame frame;
  private final AccountClock clock;
  private final Agenda agenda;
  private final ClockText text;

  ClockPages(Frame frame, AccountClock clock, Agenda agenda, ClockText text) {
    this.frame = frame;
    this.clock = clock;
    this.agenda = agenda;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant,
      @RestQuery("q") @Nullable String search,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable Integer done) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    return page(
        acting,
        Search.of(search, Places.place(from), PAGE + 1),
        done == null ? null : text.done(done),
        null);
  }

  @POST
  @Path("{account}")
  public Uni<Response> move(String tenant, String account, @FormParam("by") @Nullable String by) {
    Acting acting = frame.acting(tenant);
    AccountId id = id(account);
    return clock
        .of(acting.tenant(), id)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(
            reading ->
                clock.move(
                    acting, id, reading.now().atZone(reading.zone()).plus(period(by)).toInstant()))
        .chain(moved -> answer(acting, moved));
  }

  private static Period period(@Nullable String by) {
    try {
      return Period.parse("" + by);
    } catch (DateTimeException e) {
      throw new NotFoundException(e);
    }
  }

  private Uni<Response> answer(Acting acting, Moved moved) {
    return switch (moved) {
      case Moved.Done(var reading, var round) ->
          Uni.createFrom()
              .item(
                  Response.seeOther(
                          URI.create("/admin/" + acting.slug() + "/clocks?done=" + round.done()))
                      .build());
      case Moved.Unknown _ -> throw new NotFoundException();
      case Moved.Live _ -> refused(acting, 409, text.live());
      case Moved.Backwards _, Moved.TooFar _ -> refused(acting, 422, "P1D … P400D");
      case Moved.Busy _ -> refused(acting, 503, "busy");
    };
  }

  private Uni<Response> refused(Acting acting, int status, String why) {
    return page(acting, Search.of(null, 0, PAGE + 1), null, text.notDone(why))
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(
      Acting acting, Search search, @Nullable String said, @Nullable String error) {
    Address start = Address.of("/admin/" + acting.slug() + "/clocks").with("q", search.text());
    return clock
        .list(acting.tenant(), search)
        .chain(
            found ->
                agenda
                    .putOff(acting.tenant(), MOST_PUT_OFF)
                    .map(
                        putOff ->
                            Pages.clocks(
                                frame.of(acting, text.title(), Frame.Place.CLOCKS),
                                new ClocksView(
                                    acting.slug(),
                                    Shown.by(search, found, start).as(ClockPages::line),
                                    putOff.stream().map(ClockPages::line).toList(),
                                    acting.may(Permission.MOVE_CLOCK),
                                    said,
                                    error))));
  }

  private static ClocksView.Line line(AccountClock.Listed it) {
    AccountClock.Reading reading = it.reading();
    return new ClocksView.Line(
        reading.account().toString(),
        it.consumer(),
        reading.now(),
        reading.zone().getId(),
        !reading.ahead().isZero(),
        reading.movable());
  }

  private static ClocksView.PutOffLine line(Agenda.PutOff it) {
    return new ClocksView.PutOffLine(
        it.kind(), it.at(), it.trouble(), it.attempts(), it.notBefore());
  }

  private static AccountId id(String text) {
    try {
      return new AccountId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
