package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.due.AccountClock;
import dev.turnpike.tenants.due.AccountClock.Moved;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The clock of an account, which can be moved forward on a test account. */
@Path("/manage/v1/tenants/{tenant}/accounts/{account}/clock")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
public class ClockResource {
  private final Callers callers;
  private final AccountClock clock;

  ClockResource(Callers callers, AccountClock clock) {
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * What time it is for an account.
   *
   * @param aheadSeconds of the world's time
   * @param movable whether it is a test account's
   * @param done how much fell due on the way of a move, and was done
   * @param troubles what could not be done and will be tried again
   */
  @Schema(name = "AccountClock")
  @JsonNaming(SnakeCaseStrategy.class)
  record ClockForm(
      Instant now,
      String zone,
      long aheadSeconds,
      boolean movable,
      int done,
      List<String> troubles) {
    static ClockForm of(AccountClock.Reading reading, int done, List<String> troubles) {
      return new ClockForm(
          reading.now(),
          reading.zone().getId(),
          reading.ahead().toSeconds(),
          reading.movable(),
          done,
          troubles);
    }
  }

  /**
   * Where to move it: one of both.
   *
   * @param to an instant
   * @param by an ISO 8601 duration from the account's time, such as {@code P1M}, {@code P5D} or
   *     {@code PT12H}
   */
  @Schema(name = "ClockMove")
  record Move(@Nullable String to, @Nullable String by) {
    Instant target(Instant now, ZoneId zone) {
      try {
        if (to != null && by == null) {
          return Instant.parse(to);
        }
        if (by == null || to != null) {
          throw Problem.invalid("to", "Say either to, an instant, or by, such as P1M.").refused();
        }
        return by.contains("T")
            ? now.plus(Duration.parse(by))
            : now.atZone(zone).plus(Period.parse(by)).toInstant();
      } catch (DateTimeException | ArithmeticException e) {
        throw Problem.invalid(
                to == null ? "by" : "to",
                "Write an instant such as 2027-01-31T00:00:00Z, or a duration such as P1M or PT12H.")
            .refused();
      }
    }
  }

  @GET
  @Operation(operationId = "getClock", summary = "What time it is for an account")
  public Uni<ClockForm> get(String tenant, String account) {
    return reading(callers.acting(tenant), Sent.id(account, AccountId::new))
        .map(reading -> ClockForm.of(reading, 0, List.of()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "moveClock",
      summary = "Move a test account's clock forward; what falls due on the way is done first")
  public Uni<ClockForm> move(String tenant, String account, @Nullable Move move) {
    Acting acting = callers.acting(tenant);
    AccountId id = Sent.id(account, AccountId::new);
    Move sent = Sent.body(move);
    return reading(acting, id)
        .chain(now -> clock.move(acting, id, sent.target(now.now(), now.zone())))
        .map(ClockResource::shown);
  }

  private Uni<AccountClock.Reading> reading(Acting acting, AccountId account) {
    acting.require(Permission.SEE_MONEY);
    return clock.of(acting.tenant(), account).map(found -> found.orElseThrow(Callers::unknown));
  }

  private static ClockForm shown(Moved moved) {
    return switch (moved) {
      case Moved.Done(var reading, var round) ->
          ClockForm.of(reading, round.done(), round.troubles());
      case Moved.Unknown _ -> throw Callers.unknown();
      case Moved.Live _ ->
          throw Problem.of(
                  Code.CONFLICT,
                  "This is a live account: its money is real, and so is its time. Only the clock of a"
                      + " test account can be moved.")
              .refused();
      case Moved.Backwards(Instant now) ->
          throw Problem.invalid("to", "It is " + now + " for this account; time does not go back.")
              .refused();
      case Moved.TooFar _ ->
          throw Problem.invalid(
                  "to", "Move it by at most " + AccountClock.FARTHEST.toDays() + " days at once.")
              .refused();
      case Moved.Busy _ ->
          throw Problem.of(
                  Code.OVERLOADED,
                  "What is due for this account is being done; try again in a moment.")
              .refused();
    };
  }
}
