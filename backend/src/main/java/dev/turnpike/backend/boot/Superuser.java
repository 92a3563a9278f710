package dev.turnpike.backend.boot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** The superuser of the embedded PostgreSQL: asked whether it answers, and for our database. */
record Superuser(int port, String password) {
  static final String NAME = "postgres";

  boolean isAnswered() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException starting) {
      return false;
    }
  }

  /**
   * Makes the database and its owner unless they are there. The owner is no superuser: row-level
   * security holds for it, and what works here works on a managed PostgreSQL.
   */
  void createDatabase(String database, String owner, String ownerPassword) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      if (!exists(sql, "pg_roles where rolname = '" + owner + "'")) {
        sql.execute(
            "create role %s login createrole password '%s'".formatted(owner, ownerPassword));
      }
      if (!exists(sql, "pg_database where datname = '" + database + "'")) {
        sql.execute("create database %s owner %s".formatted(database, owner));
      }
    }
  }

  private static boolean exists(Statement sql, String what) throws SQLException {
    try (ResultSet row = sql.executeQuery("select 1 from " + what)) {
      return row.next();
    }
  }

  /** The driver itself, not DriverManager: that looks for drivers by reflection. */
  private Connection connect() throws SQLException {
    Properties account = new Properties();
    account.setProperty("user", NAME);
    account.setProperty("password", password);
    account.setProperty("connectTimeout", "2");
    Connection connection =
        new Driver().connect("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), account);
    if (connection == null) {
      throw new SQLException("not an address of PostgreSQL");
    }
    return connection;
  }

  @Override
  public String toString() {
    return NAME + " at port " + port;
  }
}
