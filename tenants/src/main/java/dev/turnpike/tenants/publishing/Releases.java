package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.publishing.ReleaseRows.ApiRow;
import dev.turnpike.tenants.publishing.ReleaseRows.NewRelease;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * An API's history. Publishing adds a release and changes none; exactly one is live, and going back
 * makes an older one live again. Either is in force on every node within a second; calls in flight
 * end under the release they began with.
 */
@ApplicationScoped
public class Releases {
  private static final int LONGEST_NOTE = 2_000;

  private final Tenancy tenancy;
  private final ReleaseRows rows;
  private final Ids ids;
  private final Clock clock;
  private final Audit audit;

  Releases(Tenancy tenancy, ReleaseRows rows, Ids ids, Clock clock, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
  }

  /** Newest first; empty when the tenant has no such API, or nothing of it was published. */
  public Uni<List<Release>> list(Acting acting, String api) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.api(session, acting.tenant(), api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(List.of())
                            : rows.releases(session, found.get().id())));
  }

  /** One of them by its number. */
  public Uni<Optional<Release>> one(Acting acting, String api, int number) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.api(session, acting.tenant(), api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : rows.release(session, found.get().id(), number)));
  }

  /** Makes the draft the next release, and live. */
  public Uni<PublishAnswer> publish(Acting acting, String api, String note) {
    acting.require(Permission.EDIT_CATALOGUE);
    if (note.length() > LONGEST_NOTE) {
      return answer(
          PublishAnswer.Invalid.of("note", "is longer than " + LONGEST_NOTE + " characters"));
    }
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
                          : publish(session, acting, found.get(), note.strip());
                    }));
  }

  /** Makes an older release live again. */
  public Uni<PublishAnswer> rollBack(Acting acting, String api, int number) {
    acting.require(Permission.EDIT_CATALOGUE);
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
                          : rollBack(session, acting, found.get(), number);
                    }));
  }

  /**
   * Makes terms live in the caller's transaction, as a tenant's file wishes; nothing when the live
   * release says the same. The document of the live release stays.
   */
  public Uni<Void> put(
      Mutiny.Session session, TenantId tenant, ApiId api, ApiTerms terms, String note) {
    return rows.live(session, api.value())
        .chain(
            live -> {
              if (live.isPresent() && live.get().terms().equals(terms)) {
                return Uni.createFrom().voidItem();
              }
              NewRelease next =
                  new NewRelease(
                      ids.next(),
                      terms,
                      live.map(Release::document).orElse(null),
                      note,
                      null,
                      clock.instant());
              return rows.insert(session, tenant, api.value(), next).replaceWithVoid();
            });
  }

  /** The terms that are live, in the caller's transaction. */
  public Uni<Optional<ApiTerms>> live(Mutiny.Session session, ApiId api) {
    return rows.live(session, api.value()).map(found -> found.map(Release::terms));
  }

  private Uni<PublishAnswer> publish(
      Mutiny.Session session, Acting acting, ApiRow api, String note) {
    return rows.draft(session, api.id())
        .chain(
            draft -> {
              if (draft.isEmpty()) {
                return answer(new PublishAnswer.NoDraft());
              }
              List<Fault> hindrances = draft.get().terms().hindrances();
              return hindrances.isEmpty()
                  ? publish(session, acting, api, draft.get(), note)
                  : answer(new PublishAnswer.Invalid(hindrances));
            });
  }

  private Uni<PublishAnswer> publish(
      Mutiny.Session session, Acting acting, ApiRow api, Draft draft, String note) {
    return rows.live(session, api.id())
        .chain(
            live -> {
              if (live.isPresent() && says(live.get(), draft)) {
                return rows.dropDraft(session, api.id())
                    .chain(() -> answer(new PublishAnswer.Same(live.get().number())));
              }
              UUID id = ids.next();
              NewRelease next =
                  new NewRelease(
                      id,
                      draft.terms(),
                      draft.document(),
                      note,
                      acting.person().value(),
                      clock.instant());
              return rows.insert(session, acting.tenant(), api.id(), next)
                  .chain(() -> rows.dropDraft(session, api.id()))
                  .chain(() -> wentLive(session, acting, api, "api.published"));
            });
  }

  private Uni<PublishAnswer> rollBack(
      Mutiny.Session session, Acting acting, ApiRow api, int number) {
    return rows.release(session, api.id(), number)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return answer(new PublishAnswer.Unknown());
              }
              if (found.get().live()) {
                return answer(new PublishAnswer.Same(number));
              }
              UUID by = acting.person().value();
              return rows.goLive(session, api.id(), found.get().id(), by, clock.instant())
                  .chain(() -> wentLive(session, acting, api, "api.rolled_back"));
            });
  }

  private Uni<PublishAnswer> wentLive(
      Mutiny.Session session, Acting acting, ApiRow api, String action) {
    return rows.live(session, api.id())
        .map(Optional::orElseThrow)
        .call(
            live ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    action,
                    "api",
                    api.id().toString(),
                    Map.of("api", api.slug(), "release", live.number())))
        .map(PublishAnswer.Done::new);
  }

  private static boolean says(Release live, Draft draft) {
    return live.terms().equals(draft.terms()) && Objects.equals(live.document(), draft.document());
  }

  private static Uni<PublishAnswer> answer(PublishAnswer answer) {
    return Uni.createFrom().item(answer);
  }
}
