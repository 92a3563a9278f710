package dev.turnpike.tenants.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** From what people write of a key's scope to what is stored, and what they may choose from. */
@ApplicationScoped
public class Scopes {
  private final Tenancy tenancy;
  private final Rows rows;
  private final ObjectMapper json;

  Scopes(Tenancy tenancy, Rows rows, ObjectMapper json) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.json = json;
  }

  /** An API that an application may call. */
  @RegisterForReflection
  public record Choice(String path, String name) {}

  /** A scope as JSON with ids, or the field that is wrong. */
  sealed interface Answer {}

  record Read(String scope) implements Answer {}

  record Wrong(String field) implements Answer {}

  /** The APIs of the products that an application subscribes to, by name. */
  public Uni<List<Choice>> choices(Acting acting, ApplicationId application) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                Choice.class,
                "select distinct t.slug || '/' || a.slug as path, a.name from subscription s"
                    + " join product_api p on p.product_id = s.product_id"
                    + " join api a on a.id = p.api_id join tenant t on t.id = a.tenant_id"
                    + " where s.application_id = :application and s.consumer_id = :tenant"
                    + " and s.state not in ('rejected', 'ended') order by a.name, path limit :most",
                Map.of(
                    "application",
                    application.value(),
                    "tenant",
                    acting.tenant().value(),
                    "most",
                    Scope.MOST_APIS)));
  }

  Uni<Answer> read(Mutiny.Session session, KeyTerms terms) {
    Optional<List<String>> methods = Scope.methods(terms.methods());
    Optional<List<String>> ranges = Scope.ranges(terms.ranges());
    List<String> apis = terms.apis().stream().map(String::strip).distinct().toList();
    if (methods.isEmpty() || ranges.isEmpty() || apis.size() > Scope.MOST_APIS) {
      return Uni.createFrom()
          .item(new Wrong(methods.isEmpty() ? "methods" : ranges.isEmpty() ? "ranges" : "apis"));
    }
    if (apis.isEmpty()) {
      return Uni.createFrom()
          .item(new Read(write(new Scope(List.of(), methods.get(), ranges.get()))));
    }
    return rows.list(
            session,
            Known.class,
            "select a.id from api a join tenant t on t.id = a.tenant_id"
                + " where t.slug || '/' || a.slug = any (string_to_array(:names, ','))",
            Map.of("names", String.join(",", apis)))
        .map(
            known ->
                known.size() < apis.size()
                    ? new Wrong("apis")
                    : new Read(
                        write(
                            new Scope(
                                known.stream().map(each -> each.id().toString()).toList(),
                                methods.get(),
                                ranges.get()))));
  }

  private String write(Scope scope) {
    try {
      return json.writeValueAsString(scope);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a scope is JSON", e);
    }
  }

  @RegisterForReflection
  record Known(UUID id) {}
}
