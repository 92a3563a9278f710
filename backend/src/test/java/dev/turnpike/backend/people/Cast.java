package dev.turnpike.backend.people;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Passwords;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.Visitor;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Tenants and people made for a test, each test with names of its own: nothing is ever reset. */
@ApplicationScoped
public class Cast {
  public static final String PASSWORD = "correct horse";
  private static final String HASH = Passwords.hash(PASSWORD, new SecureRandom());

  private final AgroalDataSource owner;
  private final Ids ids;
  private final People people;
  private final Map<String, UUID> persons = new ConcurrentHashMap<>();

  Cast(@DataSource("owner") AgroalDataSource owner, Ids ids, People people) {
    this.owner = owner;
    this.ids = ids;
    this.people = people;
  }

  public TenantId tenant(String slug, boolean publishes) {
    UUID id = ids.next();
    sql(
        "insert into tenant (id, slug, name, publishes, created_at) values (?, ?, ?, ?, now())",
        id,
        slug,
        slug.toUpperCase(Locale.ROOT),
        publishes);
    return new TenantId(id);
  }

  /** A member named {@code name@slug.example}. */
  public String member(TenantId tenant, String name, String... roles) {
    String email = name + "@example.com";
    UUID person =
        persons.computeIfAbsent(
            email,
            key -> {
              UUID id = ids.next();
              sql(
                  "insert into person values (?, ?, ?, ?, now())",
                  id,
                  key,
                  "Name of " + name,
                  HASH);
              return id;
            });
    sql(
        "insert into membership values (?, ?, string_to_array(?, ','), now())",
        tenant.value(),
        person,
        String.join(",", roles));
    return email;
  }

  public Visitor visitor(String email) {
    return await(() -> people.visitor(new PersonId(persons.get(email)))).orElseThrow();
  }

  /** Runs as the owner of the schema. */
  public void sql(String text, Object... parameters) {
    try (Connection connection = owner.getConnection();
        PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row, as text. */
  public String one(String text, Object... parameters) {
    try (Connection connection = owner.getConnection();
        PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
