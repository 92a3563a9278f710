package dev.turnpike.backend.people;

import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.consumer.NewApplication;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
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

  private final Applications applications;

  Cast(
      @DataSource("owner") AgroalDataSource owner,
      Ids ids,
      People people,
      Applications applications) {
    this.applications = applications;
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

  /** A published API with a product of the same name; plans come by {@link #plan}. */
  public void product(TenantId publisher, String slug, String visibility) {
    UUID api = ids.next();
    UUID product = ids.next();
    sql(
        "insert into api (id, tenant_id, slug, name, visibility, created_at)"
            + " values (?, ?, ?, ?, ?, now())",
        api,
        publisher.value(),
        slug,
        slug,
        visibility);
    release(publisher, slug, "http://127.0.0.1:1");
    sql(
        "insert into product (id, tenant_id, slug, name) values (?, ?, ?, ?)",
        product,
        publisher.value(),
        slug,
        "The " + slug);
    sql("insert into product_api values (?, ?, ?)", publisher.value(), product, api);
  }

  /** Sends the API's calls to this origin, by a release that knows no operations. */
  public void release(TenantId publisher, String api, String origin) {
    UUID release = ids.next();
    sql(
        "insert into api_release (id, tenant_id, api_id, number, terms, published_at)"
            + " select ?, tenant_id, id,"
            + " 1 + coalesce((select max(number) from api_release where api_id = api.id), 0),"
            + " jsonb_build_object('operations', '[]'::jsonb, 'origins',"
            + " jsonb_build_object('origin', ?)), now() from api where tenant_id = ? and slug = ?",
        release,
        origin,
        publisher.value(),
        api);
    sql(
        "update api set release_id = ? where tenant_id = ? and slug = ?",
        release,
        publisher.value(),
        api);
  }

  public void plan(TenantId publisher, String product, String slug, String terms) {
    UUID plan = ids.next();
    sql(
        "insert into plan (id, tenant_id, product_id, slug, name)"
            + " select ?, tenant_id, id, ?, ? from product where tenant_id = ? and slug = ?",
        plan,
        slug,
        "Plan " + slug,
        publisher.value(),
        product);
    sql(
        "insert into plan_revision values (?, ?, ?, 1, cast(? as jsonb), now())",
        ids.next(),
        publisher.value(),
        plan,
        terms);
  }

  public Acting acting(String email, String slug) {
    return visitor(email).in(slug).orElseThrow();
  }

  public ApplicationId application(Acting acting, String slug) {
    return ((NewApplication.Created) await(() -> applications.create(acting, slug, "App " + slug)))
        .application()
        .id();
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
