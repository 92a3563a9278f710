package dev.turnpike.tenants.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. An event is written in the transaction of what it tells, so that neither is there
 * without the other; it belongs to the tenant whose person acted and can never be changed.
 */
@ApplicationScoped
public class Audit {
  private final Rows rows;
  private final Ids ids;
  private final Clock clock;
  private final ObjectMapper json;

  Audit(Rows rows, Ids ids, Clock clock, ObjectMapper json) {
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Notes one event.
   *
   * @param person null when the platform itself acted
   * @param action a verb of the subject's kind, such as {@code subscription.approved}
   * @param facts what a reader needs besides; never a secret
   */
  public Uni<Void> note(
      Mutiny.Session session,
      TenantId tenant,
      @Nullable PersonId person,
      String action,
      String subjectKind,
      String subjectId,
      Map<String, ?> facts) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", ids.next());
    values.put("tenant", tenant.value());
    values.put("person", person == null ? "" : person.toString());
    values.put("action", action);
    values.put("kind", subjectKind);
    values.put("subject", subjectId);
    values.put("facts", text(facts));
    values.put("at", clock.instant());
    return rows.change(
            session,
            "insert into audit (id, tenant_id, person_id, action, subject_kind, subject_id, facts, at)"
                + " values (:id, :tenant, cast(nullif(cast(:person as text), '') as uuid), :action,"
                + " :kind, :subject, cast(cast(:facts as text) as jsonb), cast(:at as timestamptz))",
            values)
        .replaceWithVoid();
  }

  private String text(Map<String, ?> facts) {
    try {
      return json.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("facts are no JSON", e);
    }
  }
}
