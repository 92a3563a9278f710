package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.notice.News;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The letters of a request: each to those who can do something about it, with the address of the
 * page where they do it.
 */
@ApplicationScoped
class StepLetters {
  private final Ids ids;
  private final Clock clock;

  StepLetters(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Why a letter is written. */
  enum Occasion {
    OPENED,
    REMINDED,
    ESCALATED
  }

  private record Letter(
      Subscribed.Party to,
      String kind,
      String period,
      News.Tone tone,
      String title,
      String body,
      String path,
      String roles,
      @Nullable PersonId person) {}

  /** Tells whoever's turn it is; nobody when it is a system's, or time's. */
  Uni<Void> turn(
      Mutiny.Session session, Subscribed held, Step step, Occasion occasion, Instant at) {
    String what = wish(held);
    String again = occasion == Occasion.OPENED ? "" : " still";
    String period = step.position() + " " + occasion.name().toLowerCase(Locale.ROOT);
    News.Tone tone = occasion == Occasion.OPENED ? News.Tone.INFO : News.Tone.WARN;
    String roles =
        occasion == Occasion.ESCALATED
            ? step.terms().escalatesTo()
            : Voice.words(Voice.deciders(step.terms(), false));
    return switch (step.turn()) {
      case PUBLISHER ->
          tell(
              session,
              held,
              new Letter(
                  held.publisher(),
                  "request-waits",
                  period,
                  tone,
                  what + again + " waits for your decision",
                  held.consumer().name() + " asks. Everything needed to decide is on one page.",
                  "/admin/" + held.publisher().slug() + "/requests/" + held.id(),
                  roles,
                  null),
              at);
      case CONSUMER ->
          tell(
              session,
              held,
              new Letter(
                  held.consumer(),
                  "spending-waits",
                  period,
                  tone,
                  what + again + " waits for your approval",
                  "It would cost what the page says. Approve it, or refuse it with a reason.",
                  "/home/" + held.consumer().slug() + "/inbox",
                  roles,
                  null),
              at);
      case REQUESTER ->
          requester(
              session,
              held,
              "your-turn",
              period,
              tone,
              what + again + " waits for you",
              "Complete the step on the request's page; then it goes on.",
              at);
      case SYSTEM, TIME -> Uni.createFrom().voidItem();
    };
  }

  /** Tells the requester what became of it, unless only the next step is open. */
  Uni<Void> decided(Mutiny.Session session, Subscribed held, SubscriptionState now, Instant at) {
    String what = wish(held);
    return switch (now) {
      case Requested _ -> Uni.createFrom().voidItem();
      case Rejected(String reason) ->
          requester(
              session,
              held,
              "request-refused",
              "",
              News.Tone.BAD,
              what + " was refused",
              "The reason given: " + reason,
              at);
      case AwaitingPayment awaiting ->
          requester(
              session,
              held,
              "request-approved",
              "",
              News.Tone.GOOD,
              what + " is approved",
              "The first payment of " + awaiting.due() + " is missing; then calls pass.",
              at);
      default ->
          requester(
              session,
              held,
              "request-approved",
              "",
              News.Tone.GOOD,
              what + " is approved",
              "Calls with the application's keys pass from now on.",
              at);
    };
  }

  /** Tells those who pay that it will end. */
  Uni<Void> ending(Mutiny.Session session, Subscribed held, Instant end, Instant at) {
    return tell(
        session,
        held,
        new Letter(
            held.consumer(),
            "ends-soon",
            end.toString(),
            News.Tone.WARN,
            "The access of "
                + held.applicationName()
                + " to "
                + held.productName()
                + " ends on "
                + end.toString().substring(0, 10),
            "Calls are refused from then on. Let it renew, or ask for it anew, before.",
            "/" + held.publisher().slug() + "/subscriptions/" + held.id(),
            "owner,admin,billing",
            held.requestedBy()),
        at);
  }

  private Uni<Void> requester(
      Mutiny.Session session,
      Subscribed held,
      String kind,
      String period,
      News.Tone tone,
      String title,
      String body,
      Instant at) {
    String path =
        "/"
            + held.publisher().slug()
            + "/requests/"
            + held.id()
            + "?tenant="
            + held.consumer().slug();
    String roles = held.requestedBy() == null ? "owner,admin" : "";
    return tell(
        session,
        held,
        new Letter(
            held.consumer(), kind, period, tone, title, body, path, roles, held.requestedBy()),
        at);
  }

  private static String wish(Subscribed held) {
    return held.applicationName()
        + "'s request for "
        + held.productName()
        + ", plan "
        + held.planName();
  }

  private Uni<Void> tell(Mutiny.Session session, Subscribed held, Letter letter, Instant at) {
    PersonId person = letter.person();
    return session
        .createNativeQuery(
            """
            select tell_people(:id, :tenant, :subscription, :kind, :period, :tone, :title, :body,
              :path, :at, :now, string_to_array(cast(:roles as text), ','),
              cast(nullif(cast(:person as text), '') as uuid))
            """,
            Boolean.class)
        .setParameter("id", ids.next())
        .setParameter("tenant", letter.to().tenant().value())
        .setParameter("subscription", held.id().value())
        .setParameter("kind", letter.kind())
        .setParameter("period", letter.period())
        .setParameter("tone", letter.tone().name().toLowerCase(Locale.ROOT))
        .setParameter("title", letter.title())
        .setParameter("body", letter.body())
        .setParameter("path", letter.path())
        .setParameter("at", at)
        .setParameter("now", clock.instant())
        .setParameter("roles", letter.roles())
        .setParameter("person", person == null ? "" : person.toString())
        .getSingleResult()
        .replaceWithVoid();
  }
}
