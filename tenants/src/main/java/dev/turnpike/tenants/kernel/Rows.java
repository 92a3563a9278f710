package dev.turnpike.tenants.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads what a query over several tables answers into records: columns meet components by name,
 * {@code requested_at} is {@code requestedAt}. The database writes each row as JSON, so that
 * arrays, nulls and times need no mapping of their own; the records are registered for reflection.
 */
@ApplicationScoped
public class Rows {
  private final ObjectMapper json;

  Rows(ObjectMapper json) {
    this.json = json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  /** All rows, in the query's order; the query limits how many. */
  public <T> Uni<List<T>> list(
      Mutiny.Session session, Class<T> type, String sql, Map<String, ?> parameters) {
    String wrapped = "select cast(to_jsonb(r) as text) from (" + sql + ") r";
    Mutiny.SelectionQuery<String> query = session.createNativeQuery(wrapped, String.class);
    parameters.forEach(query::setParameter);
    return query.getResultList().map(rows -> rows.stream().map(row -> read(row, type)).toList());
  }

  /** The first row, if any. */
  public <T> Uni<Optional<T>> first(
      Mutiny.Session session, Class<T> type, String sql, Map<String, ?> parameters) {
    return list(session, type, sql, parameters).map(rows -> rows.stream().findFirst());
  }

  /** Runs a statement that changes rows and tells how many. */
  public Uni<Integer> change(Mutiny.Session session, String sql, Map<String, ?> parameters) {
    Mutiny.MutationQuery query = session.createNativeQuery(sql);
    parameters.forEach(query::setParameter);
    return query.executeUpdate();
  }

  /** Calls a function of the database for its effect. */
  public Uni<Void> call(Mutiny.Session session, String function, Map<String, ?> parameters) {
    Mutiny.SelectionQuery<Long> query =
        session.createNativeQuery("select count(*) from " + function, Long.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult().replaceWithVoid();
  }

  /** Calls a function of the database that answers one number. */
  public Uni<Long> number(Mutiny.Session session, String function, Map<String, ?> parameters) {
    Mutiny.SelectionQuery<Long> query =
        session.createNativeQuery("select cast(" + function + " as bigint)", Long.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }

  private <T> T read(String row, Class<T> type) {
    try {
      return json.readValue(row, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row is no " + type.getSimpleName(), e);
    }
  }
}
