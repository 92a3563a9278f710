package dev.turnpike.tenants.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.openapi.Report;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The documents as they came, and their references; each in its caller's transaction. */
@ApplicationScoped
class Documents {
  private static final String INSERT =
      """
      insert into api_document (id, tenant_id, api_id, sha256, openapi, title, bytes, size, report,
        created_at)
      values (:id, :tenant, :api, :sha, :openapi, :title, decode(:bytes, 'base64'), :size,
        cast(cast(:report as text) as jsonb), :now)
      on conflict (api_id, sha256) do nothing
      """;

  private static final String ENTRIES =
      """
      insert into reference_entry (document_id, tenant_id, kind, position, name, method, path, tag,
        summary, deprecated, sheet)
      select :document, :tenant, e.kind, e.place, e.name, e.method, e.path, e.tag, e.summary,
        e.deprecated, e.sheet
      from (select x ->> 'kind' as kind, cast(x ->> 'position' as int) as place,
          x ->> 'name' as name, x ->> 'method' as method, x ->> 'path' as path, x ->> 'tag' as tag,
          x ->> 'summary' as summary, cast(x ->> 'deprecated' as boolean) as deprecated,
          x -> 'sheet' as sheet
        from jsonb_array_elements(cast(cast(:entries as text) as jsonb)) x) e
      on conflict do nothing
      """;

  private final Rows rows;
  private final Ids ids;
  private final Clock clock;
  private final ObjectMapper json;

  Documents(Rows rows, Ids ids, Clock clock, ObjectMapper json) {
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /**
   * A document ready to be written.
   *
   * @param entries of its reference, as lists of JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Packed(
      String sha256,
      String openapi,
      String title,
      byte[] gzip,
      int size,
      String report,
      List<String> entries) {}

  /** Writes it, unless the API has the very same already; tells which one it is. */
  Uni<UUID> put(Mutiny.Session session, TenantId tenant, UUID api, Packed packed) {
    UUID id = ids.next();
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("tenant", tenant.value());
    values.put("api", api);
    values.put("sha", packed.sha256());
    values.put("openapi", packed.openapi());
    values.put("title", packed.title());
    values.put("bytes", Base64.getEncoder().encodeToString(packed.gzip()));
    values.put("size", packed.size());
    values.put("report", packed.report());
    values.put("now", clock.instant());
    return rows.change(session, INSERT, values)
        .chain(
            made ->
                made == 0
                    ? same(session, api, packed.sha256())
                    : entries(session, tenant, id, packed.entries()).replaceWith(id));
  }

  private Uni<UUID> same(Mutiny.Session session, UUID api, String sha256) {
    return rows.first(
            session,
            IdRow.class,
            "select id from api_document where api_id = :api and sha256 = :sha",
            Map.of("api", api, "sha", sha256))
        .map(found -> found.orElseThrow().id());
  }

  private Uni<Void> entries(
      Mutiny.Session session, TenantId tenant, UUID document, List<String> entries) {
    return Multi.createFrom()
        .iterable(entries)
        .onItem()
        .transformToUniAndConcatenate(
            some ->
                rows.change(
                    session,
                    ENTRIES,
                    Map.of("document", document, "tenant", tenant.value(), "entries", some)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Documents that neither a release nor the draft of the API has. */
  Uni<Integer> dropUnused(Mutiny.Session session, UUID api) {
    return rows.change(
        session,
        """
        delete from api_document d where d.api_id = :api
          and not exists (select from api_release r where r.document_id = d.id)
          and not exists (select from api_draft f where f.document_id = d.id)
        """,
        Map.of("api", api));
  }

  /** The document's bytes, compressed. */
  Uni<Optional<byte[]>> gzip(Mutiny.Session session, UUID document) {
    return rows.first(
            session,
            BytesRow.class,
            "select encode(bytes, 'base64') as bytes from api_document where id = :id",
            Map.of("id", document))
        .map(found -> found.map(row -> Base64.getMimeDecoder().decode(row.bytes())));
  }

  /** What was made of it when it came. */
  Uni<Optional<Report>> report(Mutiny.Session session, UUID document) {
    return rows.first(
            session,
            ReportRow.class,
            "select report from api_document where id = :id",
            Map.of("id", document))
        .map(found -> found.map(row -> json.convertValue(row.report(), Report.class)));
  }

  @RegisterForReflection
  record IdRow(UUID id) {}

  @RegisterForReflection
  record BytesRow(String bytes) {}

  @RegisterForReflection
  record ReportRow(JsonNode report) {}
}
