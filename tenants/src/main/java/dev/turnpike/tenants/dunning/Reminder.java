package dev.turnpike.tenants.dunning;

import dev.turnpike.tenants.due.Due;
import dev.turnpike.tenants.due.DueWork;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.notice.News;
import dev.turnpike.tenants.notice.Notices;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One kind of letter that falls due: it is told in the transaction that takes it off the agenda.
 */
final class Reminder implements DueWork {
  private final String kind;
  private final Rows rows;
  private final Notices notices;
  private final Letter letter;

  Reminder(String kind, Rows rows, Notices notices, Letter letter) {
    this.kind = kind;
    this.rows = rows;
    this.notices = notices;
    this.letter = letter;
  }

  /** Empty when there is nothing to say any more. */
  interface Letter {
    Optional<News> write(Case it, UUID subscription, Instant at);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Uni<After> run(Mutiny.Session session, Due due) {
    return Case.ofSubscription(rows, session, new SubscriptionId(due.subject()))
        .map(found -> found.flatMap(it -> letter.write(it, due.subject(), due.at())))
        .chain(
            news ->
                news.isPresent()
                    ? notices.tell(session, news.get())
                    : Uni.createFrom().item(Boolean.FALSE))
        .replaceWith(After.NOTHING);
  }
}
