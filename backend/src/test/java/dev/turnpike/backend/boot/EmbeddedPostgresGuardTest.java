package dev.turnpike.backend.boot;

import static dev.turnpike.backend.boot.ScratchPostgres.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running embedded PostgreSQL promises, asked of one of them. */
class EmbeddedPostgresGuardTest {
  private static ScratchPostgres scratch;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void begin() throws IOException {
    scratch = new ScratchPostgres();
    postgres = scratch.start(EmbeddedPostgres.Durability.DURABLE);
  }

  @AfterAll
  static void clean() throws IOException {
    postgres.close();
    scratch.delete();
  }

  @Test
  void the_owner_is_no_superuser_and_owns_its_database() throws SQLException {
    assertEquals(
        "turnpike_owner turnpike false false true",
        query(
            postgres.access(),
            "select concat_ws(' ', rolname, current_database(), rolsuper::text,"
                + " rolbypassrls::text, rolcreaterole::text) from pg_roles join pg_database"
                + " on datdba = pg_roles.oid where datname = current_database()"));
  }

  @Test
  void commits_are_durable_and_only_loopback_listens() throws SQLException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      assertEquals("on", query(postgres.access(), "show " + setting));
    }
    assertEquals("127.0.0.1", query(postgres.access(), "show listen_addresses"));
  }

  @Test
  void a_wrong_password_does_not_enter() {
    String url = "jdbc:" + postgres.access().url();
    SQLException refused =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection(url, "turnpike_owner", "guess").close());
    assertEquals("28P01", refused.getSQLState());
  }

  @Test
  void passwords_are_readable_by_their_owner_alone() throws IOException {
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(scratch.home.resolve("passwords")));
    assertFalse(Files.exists(scratch.home.resolve("initdb-password")));
    assertFalse(postgres.access().toString().contains(postgres.access().ownerPassword()));
  }

  @Test
  void the_interrupt_of_the_terminal_does_not_reach_the_server() throws IOException {
    long server = scratch.serverPid();
    String session = session(server);
    assertEquals(Long.toString(server), session);
    assertNotEquals(session(ProcessHandle.current().pid()), session);
  }

  /** The fourth field after the name in /proc/pid/stat, see proc(5). */
  private static String session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
  }

  @Test
  void a_second_start_in_the_same_process_is_refused() {
    assertThrows(BootException.class, scratch::start);
    assertTrue(postgres.access().url().startsWith("postgresql://127.0.0.1:"));
  }

  @Test
  void the_version_is_the_one_of_the_archive_on_the_class_path() {
    String archive = PostgresProcess.archive().toString();
    assertTrue(archive.contains(PostgresArchive.VERSION), archive);
  }
}
