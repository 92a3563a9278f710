package dev.turnpike.tenants.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The statements about APIs, their releases and drafts; each in its caller's transaction. */
@ApplicationScoped
class ReleaseRows {
  private static final int MOST_LISTED = 200;

  private static final String API =
      """
      select a.id, a.slug, a.stage, a.release_id, a.document_id
      from api a where a.tenant_id = :tenant and a.slug = :slug
      """;

  private static final String RELEASES =
      """
      select r.id, r.number, r.terms, r.document_id, r.note, p.name as published_by,
        r.published_at, coalesce(a.release_id = r.id, false) as live
      from api_release r join api a on a.id = r.api_id left join person p on p.id = r.published_by
      where r.api_id = :api
      """;

  private static final String DRAFT =
      """
      select d.terms, d.document_id, p.name as changed_by, d.changed_at
      from api_draft d left join person p on p.id = d.changed_by where d.api_id = :api
      """;

  private static final String KEEP =
      """
      insert into api_draft (api_id, tenant_id, terms, document_id, changed_by, changed_at)
      values (:api, :tenant, cast(cast(:terms as text) as jsonb),
        cast(nullif(cast(:document as text), '') as uuid), :person, :now)
      on conflict (api_id) do update set terms = excluded.terms,
        document_id = excluded.document_id, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at
      """;

  private static final String INSERT =
      """
      insert into api_release (id, tenant_id, api_id, number, terms, document_id, note,
        published_by, published_at)
      select :id, :tenant, :api,
        1 + coalesce((select max(number) from api_release where api_id = :api), 0),
        cast(cast(:terms as text) as jsonb), cast(nullif(cast(:document as text), '') as uuid),
        :note, cast(nullif(cast(:person as text), '') as uuid), :now
      """;

  private final Rows rows;
  private final ObjectMapper json;

  ReleaseRows(Rows rows, ObjectMapper json) {
    this.rows = rows;
    this.json = json;
  }

  /** Locked until the transaction ends: two publishers of one API take turns. */
  Uni<Optional<ApiRow>> locked(Mutiny.Session session, TenantId tenant, String slug) {
    return rows.first(session, ApiRow.class, API + " for update", of(tenant, slug));
  }

  Uni<Optional<ApiRow>> api(Mutiny.Session session, TenantId tenant, String slug) {
    return rows.first(session, ApiRow.class, API, of(tenant, slug));
  }

  /** Newest first. */
  Uni<List<Release>> releases(Mutiny.Session session, UUID api) {
    return rows.list(
            session,
            ReleaseRow.class,
            RELEASES + " order by r.number desc limit :most",
            Map.of("api", api, "most", MOST_LISTED))
        .map(found -> found.stream().map(ReleaseRow::release).toList());
  }

  Uni<Optional<Release>> release(Mutiny.Session session, UUID api, int number) {
    return rows.first(
            session,
            ReleaseRow.class,
            RELEASES + " and r.number = :number",
            Map.of("api", api, "number", number))
        .map(found -> found.map(ReleaseRow::release));
  }

  Uni<Optional<Release>> live(Mutiny.Session session, UUID api) {
    return rows.first(
            session, ReleaseRow.class, RELEASES + " and a.release_id = r.id", Map.of("api", api))
        .map(found -> found.map(ReleaseRow::release));
  }

  Uni<Optional<Draft>> draft(Mutiny.Session session, UUID api) {
    return rows.first(session, DraftRow.class, DRAFT, Map.of("api", api))
        .map(found -> found.map(DraftRow::draft));
  }

  Uni<Integer> keep(
      Mutiny.Session session,
      TenantId tenant,
      UUID api,
      ApiTerms terms,
      @Nullable UUID document,
      UUID person,
      Instant now) {
    Map<String, Object> values = new HashMap<>();
    values.put("api", api);
    values.put("tenant", tenant.value());
    values.put("terms", text(terms));
    values.put("document", document == null ? "" : document.toString());
    values.put("person", person);
    values.put("now", now);
    return rows.change(session, KEEP, values);
  }

  Uni<Integer> dropDraft(Mutiny.Session session, UUID api) {
    return rows.change(session, "delete from api_draft where api_id = :api", Map.of("api", api));
  }

  /** Writes the release and makes it the live one. */
  Uni<Integer> insert(Mutiny.Session session, TenantId tenant, UUID api, NewRelease release) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", release.id());
    values.put("tenant", tenant.value());
    values.put("api", api);
    values.put("terms", text(release.terms()));
    values.put("document", release.document() == null ? "" : release.document().toString());
    values.put("note", release.note());
    values.put("person", release.by() == null ? "" : release.by().toString());
    values.put("now", release.at());
    return rows.change(session, INSERT, values)
        .chain(() -> goLive(session, api, release.id(), release.by(), release.at()));
  }

  Uni<Integer> goLive(
      Mutiny.Session session, UUID api, UUID release, @Nullable UUID by, Instant now) {
    Map<String, Object> values = new HashMap<>();
    values.put("api", api);
    values.put("release", release);
    values.put("person", by == null ? "" : by.toString());
    values.put("now", now);
    return rows.change(
        session,
        """
        update api set release_id = :release, live_since = :now,
          live_by = cast(nullif(cast(:person as text), '') as uuid) where id = :api
        """,
        values);
  }

  String text(ApiTerms terms) {
    try {
      return json.writeValueAsString(terms);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, Object> of(TenantId tenant, String slug) {
    return Map.of("tenant", tenant.value(), "slug", slug);
  }

  /** A release that is about to be written. */
  record NewRelease(
      UUID id,
      ApiTerms terms,
      @Nullable UUID document,
      String note,
      @Nullable UUID by,
      Instant at) {}

  @RegisterForReflection
  record ApiRow(
      UUID id, String slug, String stage, @Nullable UUID releaseId, @Nullable UUID documentId) {
    boolean isRetired() {
      return stage.equals("retired");
    }
  }

  @RegisterForReflection
  record ReleaseRow(
      UUID id,
      int number,
      ApiTerms terms,
      @Nullable UUID documentId,
      String note,
      @Nullable String publishedBy,
      Instant publishedAt,
      boolean live) {
    Release release() {
      return new Release(id, number, terms, documentId, note, publishedBy, publishedAt, live);
    }
  }

  @RegisterForReflection
  record DraftRow(
      ApiTerms terms, @Nullable UUID documentId, @Nullable String changedBy, Instant changedAt) {
    Draft draft() {
      return new Draft(terms, documentId, changedBy, changedAt, true);
    }
  }
}
