package dev.turnpike.backend.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A directory for one embedded PostgreSQL that every user of the machine can reach. */
final class ScratchPostgres {
  final Path home;

  ScratchPostgres() throws IOException {
    home = Files.createTempDirectory("turnpike-postgres-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** Spares the unpacking, which is the same for all. */
  ScratchPostgres(ScratchPostgres unpacked) throws IOException {
    this();
    Path binaries = PostgresArchive.unpackedUnder(unpacked.home, step -> {});
    Files.createSymbolicLink(home.resolve(binaries.getFileName()), binaries);
  }

  EmbeddedPostgres start() {
    return start(EmbeddedPostgres.Durability.VOLATILE);
  }

  EmbeddedPostgres start(EmbeddedPostgres.Durability durability) {
    return EmbeddedPostgres.start(home, durability, step -> {});
  }

  void delete() throws IOException {
    if (Files.exists(home.resolve("cluster/postmaster.pid"))) {
      start().close();
    }
    PostgresArchive.deleteTree(home);
  }

  long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(home.resolve("cluster/postmaster.pid")).get(0));
  }

  static void execute(DatabaseAccess access, String statement) throws SQLException {
    try (Connection connection = connect(access);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  static String query(DatabaseAccess access, String query) throws SQLException {
    try (Connection connection = connect(access);
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + access.url(), access.ownerUser(), access.ownerPassword());
  }
}
