package dev.turnpike.tenants.due;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Does one kind of what falls due. */
public interface DueWork {
  /** The {@link Due#kind} that it does. */
  String kind();

  /**
   * Locks what it is about, before its row is taken off the agenda: people's commands lock the same
   * first and touch the agenda afterwards, so that neither waits for the other in a circle.
   */
  default Uni<Void> hold(Mutiny.Session session, Due due) {
    return Uni.createFrom().voidItem();
  }

  /**
   * Does it, in a transaction of the consumer's that has taken the row off the agenda: whoever
   * commits has done it, once. To talk to somebody outside, put the row back and do so in what is
   * answered; a failure of either tries the whole again later.
   *
   * @return what is to be done after the commit, outside of any transaction
   */
  Uni<After> run(Mutiny.Session session, Due due);

  /** The rest, which may wait for others; it takes the row off the agenda itself. */
  interface After {
    After NOTHING = () -> Uni.createFrom().voidItem();

    Uni<Void> run();
  }

  /** Nothing is left to do. */
  static Uni<After> done() {
    return Uni.createFrom().item(After.NOTHING);
  }
}
