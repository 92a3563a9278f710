package dev.turnpike.backend.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StartTest {
  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  @Test
  void the_owner_of_the_schema_is_no_superuser() throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles"
                    + " where rolname = current_user")) {
      assertTrue(row.next());
      assertEquals("turnpike_owner", row.getString(1));
      assertFalse(row.getBoolean(2));
      assertFalse(row.getBoolean(3));
      assertTrue(row.getBoolean(4));
    }
  }
}
