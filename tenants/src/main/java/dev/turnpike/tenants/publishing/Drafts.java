package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.publishing.ReleaseRows.ApiRow;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What an API is to become: changed as often as one likes, in force only once published. */
@ApplicationScoped
public class Drafts {
  private final Tenancy tenancy;
  private final ReleaseRows rows;
  private final Ids ids;
  private final Clock clock;
  private final Audit audit;
  private final Rows plain;

  Drafts(Tenancy tenancy, ReleaseRows rows, Rows plain, Ids ids, Clock clock, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.plain = plain;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
  }

  /** A new API that nobody can call yet, with an empty draft. */
  public Uni<PublishAnswer> create(Acting acting, ApiFacts facts) {
    acting.require(Permission.EDIT_CATALOGUE);
    if (!facts.faults().isEmpty()) {
      return answer(new PublishAnswer.Invalid(facts.faults()));
    }
    ApiTerms nothing = new ApiTerms(null, null, null);
    UUID id = ids.next();
    return tenancy.as(
        acting.tenant(),
        session ->
            insert(session, acting, id, facts)
                .chain(
                    made ->
                        made == 0
                            ? answer(new PublishAnswer.Taken(facts.slug()))
                            : keep(session, acting, id, nothing, null)
                                .call(() -> note(session, acting, "api.created", id, facts.slug()))
                                .map(PublishAnswer.Kept::new)));
  }

  /** Changes name, description and who may know it; in force at once, as these are no terms. */
  public Uni<PublishAnswer> describe(Acting acting, ApiFacts facts) {
    acting.require(Permission.EDIT_CATALOGUE);
    if (!facts.faults().isEmpty()) {
      return answer(new PublishAnswer.Invalid(facts.faults()));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.locked(session, acting.tenant(), facts.slug())
                .chain(
                    found ->
                        found.isEmpty()
                            ? answer(new PublishAnswer.Unknown())
                            : describe(session, acting, found.get(), facts)));
  }

  /** The draft, or the live release's terms where there is none; empty: no such API. */
  public Uni<Optional<Draft>> of(Acting acting, String api) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.api(session, acting.tenant(), api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : current(session, found.get()).map(Optional::of)));
  }

  /** Keeps these terms as the draft. The document of the draft, or of the live release, stays. */
  public Uni<PublishAnswer> keep(Acting acting, String api, ApiTerms terms) {
    acting.require(Permission.EDIT_CATALOGUE);
    return changed(
        acting,
        api,
        (session, row) ->
            current(session, row)
                .chain(now -> keep(session, acting, row.id(), terms, now.document()))
                .call(() -> note(session, acting, "api.drafted", row.id(), row.slug()))
                .map(PublishAnswer.Kept::new));
  }

  /** Forgets the draft; what is live is not touched. */
  public Uni<PublishAnswer> drop(Acting acting, String api) {
    acting.require(Permission.EDIT_CATALOGUE);
    return changed(
        acting,
        api,
        (session, row) ->
            rows.dropDraft(session, row.id())
                .chain(
                    gone ->
                        gone == 0
                            ? answer(new PublishAnswer.NoDraft())
                            : note(session, acting, "api.draft_dropped", row.id(), row.slug())
                                .chain(() -> current(session, row))
                                .map(PublishAnswer.Kept::new)));
  }

  /** Work on an API that exists and is not retired. */
  Uni<PublishAnswer> changed(Acting acting, String api, Work work) {
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.locked(session, acting.tenant(), api)
                .chain(
                    found -> {
                      if (found.isEmpty()) {
                        return answer(new PublishAnswer.Unknown());
                      }
                      return found.get().isRetired()
                          ? answer(new PublishAnswer.Retired())
                          : work.on(session, found.get());
                    }));
  }

  /** Work on an API that exists, retired or not. */
  Uni<PublishAnswer> any(Acting acting, String api, Work work) {
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.locked(session, acting.tenant(), api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? answer(new PublishAnswer.Unknown())
                            : work.on(session, found.get())));
  }

  /** What is done to one API within a transaction. */
  interface Work {
    Uni<PublishAnswer> on(Mutiny.Session session, ApiRow api);
  }

  Uni<Draft> current(Mutiny.Session session, ApiRow api) {
    return rows.draft(session, api.id())
        .chain(
            draft ->
                draft.isPresent()
                    ? Uni.createFrom().item(draft.get())
                    : rows.live(session, api.id()).map(Drafts::ofLive));
  }

  Uni<Draft> keep(
      Mutiny.Session session, Acting acting, UUID api, ApiTerms terms, @Nullable UUID document) {
    Instant now = clock.instant();
    return rows.keep(session, acting.tenant(), api, terms, document, acting.person().value(), now)
        .chain(() -> rows.draft(session, api))
        .map(Optional::orElseThrow);
  }

  Uni<Void> note(Mutiny.Session session, Acting acting, String action, UUID api, String slug) {
    return audit.note(
        session,
        acting.tenant(),
        acting.person(),
        action,
        "api",
        api.toString(),
        Map.of("api", slug));
  }

  private static Draft ofLive(Optional<Release> live) {
    return live.map(
            r -> new Draft(r.terms(), r.document(), r.publishedBy(), r.publishedAt(), false))
        .orElseGet(() -> new Draft(new ApiTerms(null, null, null), null, null, null, false));
  }

  private Uni<Integer> insert(Mutiny.Session session, Acting acting, UUID id, ApiFacts facts) {
    Map<String, Object> values = values(facts);
    values.put("id", id);
    values.put("tenant", acting.tenant().value());
    values.put("slug", facts.slug());
    values.put("now", clock.instant());
    return plain.change(
        session,
        """
        insert into api (id, tenant_id, slug, name, description, visibility, dialect, disclosure,
          created_at)
        values (:id, :tenant, :slug, :name, :description, :visibility, :dialect, :disclosure, :now)
        on conflict (tenant_id, slug) do nothing
        """,
        values);
  }

  private Uni<PublishAnswer> describe(
      Mutiny.Session session, Acting acting, ApiRow api, ApiFacts facts) {
    Map<String, Object> values = values(facts);
    values.put("api", api.id());
    return plain
        .change(
            session,
            """
            update api set name = :name, description = :description, visibility = :visibility,
              dialect = :dialect, disclosure = :disclosure where id = :api
            """,
            values)
        .chain(() -> note(session, acting, "api.described", api.id(), api.slug()))
        .chain(() -> current(session, api))
        .map(PublishAnswer.Kept::new);
  }

  private static Map<String, Object> values(ApiFacts facts) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", facts.name());
    values.put("description", facts.description());
    values.put("visibility", facts.visibility());
    values.put("dialect", facts.dialect());
    values.put("disclosure", facts.disclosure());
    return values;
  }

  private static Uni<PublishAnswer> answer(PublishAnswer answer) {
    return Uni.createFrom().item(answer);
  }
}
