package cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Says again what nodes tell each other through the database: each message once or twice more, each
 * time up to a second later. So they hear all of it several times, out of order, and recalls of what
 * was long given back.
 */
final class Echo implements AutoCloseable, Runnable {
  private static final int LATEST_MILLIS = 1_000;
  private static final String SAY = "select pg_notify(?, ?)";

  private final Cluster cluster;
  private final Random random;
  private final Thread thread;
  private final AtomicLong said = new AtomicLong();
  private volatile boolean over;

  private record Word(long nanos, String channel, String text) {}

  Echo(Cluster cluster, long seed) {
    this.cluster = cluster;
    random = new Random(seed);
    thread = Thread.ofPlatform().name("echo").start(this);
  }

  long said() {
    return said.get();
  }

  @Override
  public void run() {
    while (!over) {
      try (Connection database = cluster.postgres.connect()) {
        repeat(database);
      } catch (SQLException away) {
        // The database is away on purpose now and then.
        Proof.pause(100);
      }
    }
  }

  private void repeat(Connection database) throws SQLException {
    try (Statement listen = database.createStatement();
        var say = database.prepareStatement(SAY)) {
      listen.execute("listen turnpike_lease; listen turnpike_change");
      PGConnection connection = database.unwrap(PGConnection.class);
      PriorityQueue<Word> later = new PriorityQueue<>((a, b) -> Long.compare(a.nanos(), b.nanos()));
      while (!over) {
        PGNotification[] heard = connection.getNotifications(20);
        for (PGNotification word : heard == null ? new PGNotification[0] : heard) {
          if (word.getPID() != connection.getBackendPID()) {
            for (int i = random.nextInt(2); i < 2; i++) {
              long at = System.nanoTime() + random.nextInt(LATEST_MILLIS) * 1_000_000L;
              later.add(new Word(at, word.getName(), word.getParameter()));
            }
          }
        }
        while (!later.isEmpty() && later.peek().nanos() <= System.nanoTime()) {
          say.setString(1, later.peek().channel());
          say.setString(2, later.poll().text());
          say.execute();
          said.incrementAndGet();
        }
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
