package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.openapi.Change;
import dev.turnpike.tenants.openapi.Document;
import dev.turnpike.tenants.openapi.DocumentDesk;
import dev.turnpike.tenants.openapi.DocumentDiff;
import dev.turnpike.tenants.openapi.DocumentDiff.State;
import dev.turnpike.tenants.openapi.Report;
import dev.turnpike.tenants.publishing.ReleaseRows.ApiRow;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What publishing, or going back, would change for callers. */
@ApplicationScoped
public class Changes {
  private final Tenancy tenancy;
  private final ReleaseRows rows;
  private final Drafts drafts;
  private final Documents documents;
  private final DocumentDesk desk;

  Changes(
      Tenancy tenancy, ReleaseRows rows, Drafts drafts, Documents documents, DocumentDesk desk) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.drafts = drafts;
    this.documents = documents;
    this.desk = desk;
  }

  /** Two states of one API as they are kept. */
  private record Pair(Kept before, Kept after) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(ApiTerms terms, @Nullable UUID id, byte @Nullable [] gzip) {}

  /**
   * The worst first; empty when there is no such API or release.
   *
   * @param from a release; null: the live one
   * @param to a release; null: the draft
   */
  public Uni<Optional<List<Change>>> between(
      Acting acting, String api, @Nullable Integer from, @Nullable Integer to) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.api(session, acting.tenant(), api)
                    .chain(
                        found ->
                            found.isEmpty()
                                ? Uni.createFrom().item(Optional.<Pair>empty())
                                : pair(session, found.get(), from, to)))
        .chain(
            pair ->
                pair.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : desk.work(() -> Optional.of(between(pair.get()))));
  }

  /** What was made of the draft's document, or of a release's; empty when it has none. */
  public Uni<Optional<Report>> report(Acting acting, @Nullable UUID document) {
    acting.require(Permission.SEE);
    return document == null
        ? Uni.createFrom().item(Optional.empty())
        : tenancy.as(acting.tenant(), session -> documents.report(session, document));
  }

  private static List<Change> between(Pair pair) {
    Document before = unpacked(pair.before().gzip());
    boolean same = Objects.equals(pair.before().id(), pair.after().id());
    Document after = same ? before : unpacked(pair.after().gzip());
    return DocumentDiff.between(
        new State(pair.before().terms(), same ? null : before),
        new State(pair.after().terms(), same ? null : after));
  }

  private static @Nullable Document unpacked(byte @Nullable [] gzip) {
    return gzip == null ? null : Document.unpacked(gzip);
  }

  private Uni<Optional<Pair>> pair(
      Mutiny.Session session, ApiRow api, @Nullable Integer from, @Nullable Integer to) {
    Uni<Optional<Release>> older =
        from == null ? rows.live(session, api.id()) : rows.release(session, api.id(), from);
    return older.chain(
        before ->
            before.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : newer(session, api, to)
                    .chain(
                        after ->
                            after.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : kept(session, before.get().terms(), before.get().document())
                                    .chain(
                                        old ->
                                            kept(
                                                    session,
                                                    after.get().terms(),
                                                    after.get().document())
                                                .map(now -> Optional.of(new Pair(old, now))))));
  }

  private Uni<Optional<Draft>> newer(Mutiny.Session session, ApiRow api, @Nullable Integer to) {
    return to == null
        ? drafts.current(session, api).map(Optional::of)
        : rows.release(session, api.id(), to)
            .map(
                found ->
                    found.map(
                        r ->
                            new Draft(
                                r.terms(), r.document(), r.publishedBy(), r.publishedAt(), false)));
  }

  private Uni<Kept> kept(Mutiny.Session session, ApiTerms terms, @Nullable UUID document) {
    return document == null
        ? Uni.createFrom().item(new Kept(terms, null, null))
        : documents
            .gzip(session, document)
            .map(found -> new Kept(terms, document, found.orElse(null)));
  }
}
