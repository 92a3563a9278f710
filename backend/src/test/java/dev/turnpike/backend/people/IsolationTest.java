package dev.turnpike.backend.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * As the application's role, without a {@code where}: what a forgotten condition would reach. Every
 * table of the schema is asked, so that a new one cannot be forgotten either.
 */
@QuarkusTest
@Tag("I11")
@Tag("R106")
class IsolationTest {
  /** What others may read: the shop's window, and the other side of a relation. */
  private static final Set<String> READ_BY_OTHERS =
      Set.of(
          "tenant",
          "person",
          "api",
          "operation",
          "product",
          "product_api",
          "plan",
          "plan_revision",
          "application");

  private static final List<String> OWNERS = List.of("tenant_id", "publisher_id", "consumer_id");
  private static final String NOT_ALLOWED = "42501";
  private static final String STILL_REFERENCED = "23503";

  @Inject Cast cast;

  @ConfigProperty(name = "turnpike.database.url")
  String url;

  @ConfigProperty(name = "turnpike.database.app-password")
  String password;

  private Connection app;

  @BeforeEach
  void connect() throws SQLException {
    app = DriverManager.getConnection("jdbc:" + url, "turnpike_app", password);
    app.setAutoCommit(false);
  }

  @AfterEach
  void forget() throws SQLException {
    app.rollback();
    app.close();
  }

  @Test
  void a_select_an_update_and_a_delete_without_where_touch_only_the_own_tenant()
      throws SQLException {
    String globex = cast.one("select id from tenant where slug = 'globex'");
    assertTrue(globex != null, "the samples are there");
    actAs(globex);
    int touched = 0;
    for (String table : tables()) {
      if (!READ_BY_OTHERS.contains(table)) {
        touched += onlyOwn(table, rows("select to_jsonb(t) from " + table + " t"), globex);
      }
      for (String column : updatable(table)) {
        String update =
            "update %s t set %s = %s returning to_jsonb(t)".formatted(table, column, column);
        touched += onlyOwn(table, rows(update), globex);
      }
      touched += onlyOwn(table, rows("delete from " + table + " t returning to_jsonb(t)"), globex);
      rows("delete from "
              + table
              + " t where not ("
              + named(table, globex)
              + ") returning to_jsonb(t)")
          .forEach(row -> assertEquals("", row.encode(), table));
    }
    assertTrue(touched > 20, "touched " + touched);
  }

  @Test
  void what_others_read_is_public_or_of_a_relation() throws SQLException {
    TenantId stranger = cast.tenant("stranger-isolation", false);
    actAs(stranger.toString());
    assertEquals(
        List.of(),
        rows("select to_jsonb(a) from api a where visibility = 'private' or stage = 'draft'"));
    assertEquals(List.of(), rows("select to_jsonb(p) from product p where slug = 'catalog'"));
    assertEquals(List.of(), rows("select to_jsonb(p) from plan p where slug = 'internal'"));
    assertEquals(
        List.of(),
        rows(
            "select to_jsonb(t) from tenant t where not publishes and slug <> 'stranger-isolation'"));
    assertEquals(List.of(), rows("select to_jsonb(a) from application a"));
    assertEquals(List.of(), rows("select to_jsonb(p.email) from person p"));
    assertTrue(rows("select to_jsonb(a) from api a").size() > 1, "the public catalogue");
  }

  @Test
  void nobody_sees_nothing_but_the_public_catalogue() throws SQLException {
    for (String table : tables()) {
      if (!READ_BY_OTHERS.contains(table)) {
        assertEquals(List.of(), rows("select to_jsonb(t) from " + table + " t"), table);
      }
    }
    assertEquals(List.of(), rows("select to_jsonb(p.email) from person p"));
  }

  @Test
  void a_row_cannot_be_given_to_another_tenant() throws SQLException {
    TenantId own = cast.tenant("forger-isolation", true);
    String acme = cast.one("select id from tenant where slug = 'acme'");
    actAs(own.toString());
    SQLException refused =
        assertThrows(
            SQLException.class,
            () ->
                run(
                    "insert into application values (gen_random_uuid(), '"
                        + acme
                        + "', 'x', 'x', now())"));
    assertEquals(NOT_ALLOWED, refused.getSQLState());
  }

  @Test
  void every_table_that_tenants_share_has_forced_row_level_security() {
    assertEquals(
        null,
        cast.one(
            """
            select string_agg(c.relname, ', ') from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
              and not (c.relrowsecurity and c.relforcerowsecurity)
            """));
    assertEquals(
        null,
        cast.one(
            "select string_agg(rolname, ', ') from pg_roles"
                + " where rolname like 'turnpike_%' and rolbypassrls"));
  }

  private void actAs(String tenant) throws SQLException {
    run("select set_config('app.tenant', '" + tenant + "', true)");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = app.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows that a statement answers; it is undone. None when the role may not run it at all. */
  private List<JsonObject> rows(String sql) throws SQLException {
    Savepoint before = app.setSavepoint();
    List<JsonObject> rows = new ArrayList<>();
    try (Statement statement = app.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      while (answer.next()) {
        String row = answer.getString(1);
        rows.add(row.startsWith("{") ? new JsonObject(row) : new JsonObject().put("value", row));
      }
    } catch (SQLException e) {
      if (!Set.of(NOT_ALLOWED, STILL_REFERENCED).contains(e.getSQLState())) {
        throw e;
      }
    }
    app.rollback(before);
    return rows;
  }

  private static int onlyOwn(String table, List<JsonObject> rows, String tenant) {
    for (JsonObject row : rows) {
      Stream<String> owners =
          table.equals("tenant") ? Stream.of("id") : OWNERS.stream().filter(row::containsKey);
      assertTrue(
          owners.anyMatch(owner -> tenant.equals(row.getString(owner))),
          table + ": " + row.encode());
    }
    return rows.size();
  }

  private String named(String table, String tenant) {
    if (table.equals("tenant")) {
      return "id = '" + tenant + "'";
    }
    return columns(table, OWNERS).stream()
        .map(column -> "t." + column + " is not distinct from '" + tenant + "'")
        .reduce((all, next) -> all + " or " + next)
        .orElse("false");
  }

  private List<String> columns(String table, List<String> wanted) {
    String found =
        cast.one(
            "select string_agg(column_name, ',') from information_schema.columns"
                + " where table_schema = 'public' and table_name = ?",
            table);
    return Stream.of(found.split(",", -1)).filter(wanted::contains).toList();
  }

  private List<String> updatable(String table) throws SQLException {
    return texts(
        "select column_name from information_schema.column_privileges where table_name = '"
            + table
            + "' and privilege_type = 'UPDATE' and grantee = 'turnpike_app' order by 1 limit 1");
  }

  private List<String> tables() throws SQLException {
    List<String> tables =
        texts(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1");
    assertTrue(tables.size() > 30, "tables: " + tables);
    return tables;
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = app.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      while (answer.next()) {
        texts.add(answer.getString(1));
      }
    }
    return texts;
  }
}
