package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.openapi.Sheet;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * An API's reference for whoever may know the API. Paged and searched in the database, so that a
 * page of a document with a thousand operations costs what it shows.
 */
@ApplicationScoped
public class References {
  /** Lines of one page. */
  public static final int PAGE = 40;

  private static final int FURTHEST = 100_000;
  private static final int MOST_OF_AN_API = ApiTerms.MOST_OPERATIONS;

  private static final String API =
      """
      select a.id, a.slug, a.name, a.description, a.stage, a.document_id, d.openapi, a.ending as ends,
        (select count(*) from operation o where o.api_id = a.id) as operations,
        (select count(*) from reference_entry e where e.document_id = a.document_id
          and e.kind = 'schema') as schemas,
        coalesce((select jsonb_agg(jsonb_build_object('name', t.tag, 'operations', t.many)
            order by t.tag = '', t.first) from (
          select e.tag, count(*) as many, min(e.position) as first from reference_entry e
          where e.document_id = a.document_id and e.kind = 'operation'
          group by e.tag order by min(e.position) limit 200) t), '[]') as tags
      from api a left join api_document d on d.id = a.document_id
      where a.tenant_id = :publisher and a.slug = :api and a.stage <> 'draft'
      """;

  private static final String LINES =
      """
      select e.kind, e.name, e.method, e.path, e.tag, e.summary, e.deprecated
      from reference_entry e where e.document_id = :document and e.kind = :kind
        and (cast(:tagged as boolean) = false or e.tag = :tag)
        and (cast(:like as text) = '' or e.name ilike :like or e.path ilike :like
          or e.summary ilike :like)
      order by e.position limit :most offset :skip
      """;

  /** An API without a document: what its release says of its operations. */
  private static final String BARE_LINES =
      """
      select 'operation' as kind, o.id as name, o.method, o.path, '' as tag, o.summary,
        false as deprecated
      from operation o where o.api_id = :api
        and (cast(:like as text) = '' or o.id ilike :like or o.path ilike :like
          or o.summary ilike :like)
      order by o.position limit :most offset :skip
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Documents documents;

  References(Tenancy tenancy, Rows rows, Documents documents) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.documents = documents;
  }

  /** An entry without what it says. */
  @RegisterForReflection
  public record Line(
      Entry.Kind kind,
      String name,
      String method,
      String path,
      String tag,
      String summary,
      boolean deprecated) {}

  /** An API and some lines of its reference; one more than a page tells that there is a next. */
  public record Listed(KnownApi api, List<Line> lines) {
    public Listed {
      lines = List.copyOf(lines);
    }
  }

  /** An API and one entry of its reference. */
  public record Opened(KnownApi api, Entry entry) {}

  /**
   * What lines are asked for.
   *
   * @param text part of an id, a path or a summary; empty: any
   * @param tag absent: any
   */
  public record Query(Entry.Kind kind, String text, Optional<String> tag, int skip) {}

  /** Empty when there is no such API for the reader. */
  public Uni<Optional<Listed>> list(
      TenantId publisher, String api, Optional<TenantId> reader, Query query) {
    return as(
        reader,
        session ->
            known(session, publisher, api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : lines(session, found.get(), query)
                                .map(lines -> Optional.of(new Listed(found.get(), lines)))));
  }

  /** Empty when there is no such API or entry for the reader. */
  public Uni<Optional<Opened>> open(
      TenantId publisher, String api, Optional<TenantId> reader, Entry.Kind kind, String name) {
    return as(
        reader,
        session ->
            known(session, publisher, api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : entry(session, found.get(), kind, name)
                                .map(entry -> entry.map(one -> new Opened(found.get(), one)))));
  }

  /**
   * An API with its document, compressed, for whoever may know it.
   *
   * @param lines its operations, at most {@link ApiTerms#MOST_OPERATIONS}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Whole(KnownApi api, List<Line> lines, Optional<byte[]> gzip) {}

  public Uni<Optional<Whole>> whole(TenantId publisher, String api, Optional<TenantId> reader) {
    return as(
        reader,
        session ->
            known(session, publisher, api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : whole(session, found.get()).map(Optional::of)));
  }

  private Uni<Whole> whole(Mutiny.Session session, KnownApi api) {
    UUID document = api.documentId();
    return rows.list(
            session,
            Line.class,
            BARE_LINES,
            Map.of("api", api.id(), "like", "", "most", MOST_OF_AN_API, "skip", 0))
        .chain(
            lines ->
                document == null
                    ? Uni.createFrom().item(new Whole(api, lines, Optional.empty()))
                    : documents.gzip(session, document).map(gzip -> new Whole(api, lines, gzip)));
  }

  private Uni<Optional<KnownApi>> known(Mutiny.Session session, TenantId publisher, String api) {
    return rows.first(
        session, KnownApi.class, API, Map.of("publisher", publisher.value(), "api", api));
  }

  private Uni<List<Line>> lines(Mutiny.Session session, KnownApi api, Query query) {
    Map<String, Object> values = new HashMap<>();
    values.put("like", pattern(query.text()));
    values.put("most", PAGE + 1);
    values.put("skip", Math.clamp(query.skip(), 0, FURTHEST));
    if (api.documentId() == null) {
      values.put("api", api.id());
      return query.kind() == Entry.Kind.schema
          ? Uni.createFrom().item(List.of())
          : rows.list(session, Line.class, BARE_LINES, values);
    }
    values.put("document", api.documentId());
    values.put("kind", query.kind().name());
    values.put("tagged", query.tag().isPresent());
    values.put("tag", query.tag().orElse(""));
    return rows.list(session, Line.class, LINES, values);
  }

  private Uni<Optional<Entry>> entry(
      Mutiny.Session session, KnownApi api, Entry.Kind kind, String name) {
    if (api.documentId() != null) {
      return rows.first(
          session,
          Entry.class,
          """
          select e.kind, e.position, e.name, e.method, e.path, e.tag, e.summary, e.deprecated,
            e.sheet
          from reference_entry e
          where e.document_id = :document and e.kind = :kind and e.name = :name
          """,
          Map.of("document", api.documentId(), "kind", kind.name(), "name", name));
    }
    return rows.first(
            session,
            Line.class,
            """
            select 'operation' as kind, o.id as name, o.method, o.path, '' as tag, o.summary,
              false as deprecated
            from operation o where o.api_id = :api and o.id = :name
              and cast(:kind as text) = 'operation'
            """,
            Map.of("api", api.id(), "name", name, "kind", kind.name()))
        .map(found -> found.map(References::bare));
  }

  private static Entry bare(Line line) {
    return new Entry(
        line.kind(),
        0,
        line.name(),
        line.method(),
        line.path(),
        "",
        line.summary(),
        false,
        new Sheet("", List.of(), List.of(), List.of(), false));
  }

  private static String pattern(String text) {
    return text.isEmpty()
        ? ""
        : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private <T> Uni<T> as(Optional<TenantId> reader, Function<Mutiny.Session, Uni<T>> work) {
    return reader.map(tenant -> tenancy.as(tenant, work)).orElseGet(() -> tenancy.asNobody(work));
  }
}
