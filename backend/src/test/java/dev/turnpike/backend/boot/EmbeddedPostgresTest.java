package dev.turnpike.backend.boot;

import static dev.turnpike.backend.boot.ScratchPostgres.execute;
import static dev.turnpike.backend.boot.ScratchPostgres.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an embedded PostgreSQL starts, ends and is found again; each test has a directory. */
class EmbeddedPostgresTest {
  private static ScratchPostgres unpacked;

  private final List<PostgresProcess> processes = new ArrayList<>();
  private ScratchPostgres scratch;
  private Path home;

  @BeforeAll
  static void unpack() throws IOException {
    unpacked = new ScratchPostgres();
  }

  @AfterAll
  static void deleteUnpacked() throws IOException {
    unpacked.delete();
  }

  @BeforeEach
  void begin() throws IOException {
    scratch = new ScratchPostgres(unpacked);
    home = scratch.home;
  }

  @AfterEach
  void clean() throws IOException {
    processes.forEach(PostgresProcess::kill);
    scratch.delete();
  }

  private PostgresProcess startProcess(String... prefix) throws IOException {
    PostgresProcess process = PostgresProcess.start(home, prefix);
    processes.add(process);
    return process;
  }

  @Test
  void data_and_passwords_outlive_a_restart() throws SQLException {
    DatabaseAccess first;
    try (EmbeddedPostgres postgres = scratch.start()) {
      first = postgres.access();
      execute(first, "create table kept as select 42 as answer");
    }
    assertFalse(Files.exists(home.resolve("cluster/postmaster.pid")));
    try (EmbeddedPostgres postgres = scratch.start()) {
      assertEquals(first.ownerPassword(), postgres.access().ownerPassword());
      assertEquals("42", query(postgres.access(), "select answer from kept"));
    }
  }

  @Test
  void a_server_left_by_kill_9_is_taken_over_with_its_data() throws Exception {
    PostgresProcess killed = startProcess();
    String url = killed.awaitUrl();
    long server = scratch.serverPid();
    killed.kill();
    assertTrue(ProcessHandle.of(server).orElseThrow().isAlive());

    try (EmbeddedPostgres postgres = scratch.start()) {
      assertEquals(url, postgres.access().url());
      assertEquals(server, scratch.serverPid());
    }
    assertFalse(Files.exists(home.resolve("cluster/postmaster.pid")));
  }

  @Test
  void a_killed_server_and_its_reused_pid_do_not_hinder_the_next_start() throws Exception {
    scratch.start().close();
    long stranger = ProcessHandle.current().pid();
    Files.writeString(
        home.resolve("cluster/postmaster.pid"),
        "%d\n%s\n1\n5432\n\n127.0.0.1\n\nready\n".formatted(stranger, home.resolve("cluster")));
    try (EmbeddedPostgres postgres = scratch.start()) {
      assertEquals("1", query(postgres.access(), "select 1"));
      assertNotEquals(stranger, scratch.serverPid());
    }
  }

  /** In a container whose first process collects no orphans, a killed server stays a zombie. */
  @Test
  void a_zombie_is_not_waited_for() throws Exception {
    scratch.start().close();
    Process zombie =
        new ProcessBuilder("sh", "-c", "sh -c 'echo $$' & exec sleep 60")
            .redirectErrorStream(true)
            .start();
    try {
      String pid = zombie.inputReader().readLine();
      Files.writeString(
          home.resolve("cluster/postmaster.pid"),
          "%s\n%s\n1\n5432\n\n127.0.0.1\n\nready\n".formatted(pid, home.resolve("cluster")));
      try (EmbeddedPostgres postgres = scratch.start()) {
        assertEquals("1", query(postgres.access(), "select 1"));
      }
    } finally {
      zombie.destroyForcibly();
    }
  }

  @Test
  void a_second_process_is_told_which_one_is_in_its_way() throws Exception {
    PostgresProcess first = startProcess();
    first.awaitUrl();
    PostgresProcess second = startProcess();
    assertEquals(
        "%s is in use by process %d. Stop that one, or choose another data directory."
            .formatted(home, first.pid()),
        second.awaitFailure());
  }

  @Test
  void an_ordinary_user_can_start_it() throws Exception {
    assumeTrue(isRoot());
    PostgresProcess process = startProcess("runuser", "-u", "nobody", "--");
    process.awaitUrl();
    assertEquals("nobody", Files.getOwner(home.resolve("cluster")).getName());
    process.interrupt();
    assertFalse(Files.exists(home.resolve("cluster/postmaster.pid")));
  }

  @Test
  void where_namespaces_are_forbidden_root_hands_the_files_to_another_user() throws Exception {
    assumeTrue(isRoot());
    Unprivileged other = new Unprivileged(List.of("runuser", "-u", "nobody", "--"), "nobody");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            home, EmbeddedPostgres.Durability.VOLATILE, step -> {}, (program, at) -> other)) {
      assertEquals("1", query(postgres.access(), "select 1"));
      assertEquals("nobody", Files.getOwner(home.resolve("cluster/base")).getName());
      assertEquals("root", Files.getOwner(home.resolve("passwords")).getName());
    }
  }

  @Test
  void a_cluster_without_its_passwords_is_not_overwritten() throws IOException {
    scratch.start().close();
    Files.delete(home.resolve("passwords"));
    BootException refused = assertThrows(BootException.class, scratch::start);
    assertTrue(refused.getMessage().contains("restore the file"));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
