package cluster;

import static cluster.Proof.pause;

import java.sql.Connection;
import java.sql.SQLException;

/** What can go wrong between three nodes and their database, done to them on purpose. */
final class Trouble {
  private final Cluster cluster;

  Trouble(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Ends every connection of the gateways' role, so many times; tells how many connections. */
  int cutConnections(int times, int everyMillis) throws SQLException {
    int cut = 0;
    try (Connection database = cluster.postgres.connect();
        var statement =
            database.prepareStatement(
                "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where usename = 'turnpike_gate'")) {
      for (int i = 0; i < times; i++) {
        var row = statement.executeQuery();
        row.next();
        cut += row.getInt(1);
        pause(everyMillis);
      }
    }
    return cut;
  }

  /** Ends one random statement's connection in the middle of its work. */
  int cutBusyConnections(int times) throws SQLException {
    int cut = 0;
    try (Connection database = cluster.postgres.connect();
        var statement =
            database.prepareStatement(
                "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where usename = 'turnpike_gate' and state = 'active' and query ~ 'gate_'")) {
      for (int i = 0; i < times; i++) {
        var row = statement.executeQuery();
        row.next();
        cut += row.getInt(1);
        pause(3);
      }
    }
    return cut;
  }

  void freeze(Node node, int millis) throws Exception {
    node.signal("STOP");
    pause(millis);
    node.signal("CONT");
  }

  /** The database is away for so long; {@code QUIT} is a crash, {@code INT} an orderly stop. */
  void outage(String signal, int millis) throws Exception {
    cluster.postgres.stop(signal);
    pause(millis);
    cluster.postgres.start();
  }

  double killAndRestart(Node node) throws Exception {
    node.kill();
    return cluster.restart(node);
  }

  double stopAndRestart(Node node) throws Exception {
    node.stop();
    return cluster.restart(node);
  }

}
