package cluster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What pg_stat_statements counted: every statement that the nodes sent, by the role they logged in
 * with. What PostgreSQL runs by itself at a commit, for a deferred constraint, is the owner's.
 */
final class Statements {
  private static final String OURS =
      " from pg_stat_statements s join pg_roles r on r.oid = s.userid"
          + " where r.rolname in ('turnpike_gate', 'turnpike_app', 'turnpike_jobs') and s.toplevel";

  private final Cluster cluster;

  Statements(Cluster cluster) {
    this.cluster = cluster;
  }

  void reset() throws SQLException {
    cluster.text("select pg_stat_statements_reset()");
  }

  long ofGate() throws SQLException {
    return cluster.number("select coalesce(sum(calls), 0)" + OURS + " and r.rolname = 'turnpike_gate'");
  }

  long ofAll() throws SQLException {
    return cluster.number("select coalesce(sum(calls), 0)" + OURS);
  }

  /** The most frequent ones, for whoever wants to know where they come from. */
  List<String> most(int count) throws SQLException {
    List<String> most = new ArrayList<>();
    try (var database = cluster.postgres.connect();
        var rows =
            database
                .createStatement()
                .executeQuery(
                    "select r.rolname, s.calls, s.total_exec_time, regexp_replace(s.query, '\\s+', ' ', 'g')"
                        + OURS
                        + " order by 2 desc limit "
                        + count)) {
      while (rows.next()) {
        String query = rows.getString(4);
        most.add(
            Proof.format(
                "%7d × %6.2f ms  %-13s %s",
                rows.getLong(2),
                rows.getDouble(3) / rows.getLong(2),
                rows.getString(1),
                query.substring(0, Math.min(90, query.length()))));
      }
    }
    return most;
  }
}
