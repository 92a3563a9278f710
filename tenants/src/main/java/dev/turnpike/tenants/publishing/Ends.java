package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.BadApi;
import dev.turnpike.tenants.catalog.DeprecationTerms;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.notice.News;
import dev.turnpike.tenants.notice.Notices;
import dev.turnpike.tenants.publishing.ReleaseRows.ApiRow;
import dev.turnpike.tenants.publishing.ReleaseRows.NewRelease;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * How an API ends. Announcing the end is a release of its own, so that it has a number, is told to
 * every subscriber, and can be taken back like any other. Retiring answers every call with 410 and
 * keeps the releases: an API can be brought back as it was.
 */
@ApplicationScoped
public class Ends {
  private static final int MOST_TOLD = 5_000;

  private final Drafts drafts;
  private final ReleaseRows rows;
  private final Rows plain;
  private final Notices notices;
  private final EndWords words;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Ends(
      Drafts drafts,
      ReleaseRows rows,
      Rows plain,
      Notices notices,
      EndWords words,
      Audit audit,
      Ids ids,
      Clock clock) {
    this.drafts = drafts;
    this.rows = rows;
    this.plain = plain;
    this.notices = notices;
    this.words = words;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Announces the end, or another date of it; null takes the announcement back.
   *
   * @return {@link PublishAnswer.Done} with the release that says so
   */
  public Uni<PublishAnswer> announce(
      Acting acting, String api, @Nullable DeprecationTerms deprecation) {
    acting.require(Permission.EDIT_CATALOGUE);
    return drafts.changed(
        acting,
        api,
        (session, row) ->
            rows.live(session, row.id())
                .chain(
                    live ->
                        live.isEmpty()
                            ? answer(new PublishAnswer.NoDraft())
                            : announce(session, acting, row, live.get(), deprecation)));
  }

  /** From now on every call is 410 with the successor. */
  public Uni<PublishAnswer> retire(Acting acting, String api) {
    acting.require(Permission.EDIT_CATALOGUE);
    return drafts.changed(
        acting,
        api,
        (session, row) ->
            rows.live(session, row.id())
                .chain(
                    live ->
                        live.isEmpty()
                            ? answer(new PublishAnswer.NoDraft())
                            : stage(session, row, "'retired'")
                                .call(() -> note(session, acting, row, "api.retired"))
                                .call(() -> tell(session, acting, row, live.get().terms(), true))
                                .chain(() -> done(session, row))));
  }

  /** Serves it again as the live release says. */
  public Uni<PublishAnswer> bringBack(Acting acting, String api) {
    acting.require(Permission.EDIT_CATALOGUE);
    return drafts.any(
        acting,
        api,
        (session, row) ->
            row.isRetired()
                ? stage(
                        session,
                        row,
                        "(select case when jsonb_exists(r.terms, 'deprecation') then 'deprecated'"
                            + " else 'published' end from api_release r where r.id = release_id)")
                    .call(() -> note(session, acting, row, "api.brought_back"))
                    .chain(() -> done(session, row))
                : answer(new PublishAnswer.NoDraft()));
  }

  private Uni<PublishAnswer> announce(
      Mutiny.Session session,
      Acting acting,
      ApiRow api,
      Release live,
      @Nullable DeprecationTerms deprecation) {
    ApiTerms terms;
    try {
      terms = live.terms().withDeprecation(deprecation);
    } catch (BadApi bad) {
      return answer(new PublishAnswer.Invalid(bad.faults()));
    }
    if (terms.equals(live.terms())) {
      return answer(new PublishAnswer.Same(live.number()));
    }
    NewRelease next =
        new NewRelease(
            ids.next(),
            terms,
            live.document(),
            deprecation == null ? words.goesOn() : words.ends(deprecation.since()),
            acting.person().value(),
            clock.instant());
    String action = deprecation == null ? "api.goes_on" : "api.deprecated";
    return rows.insert(session, acting.tenant(), api.id(), next)
        .call(() -> note(session, acting, api, action))
        .call(
            () ->
                deprecation == null
                    ? Uni.createFrom().voidItem()
                    : tell(session, acting, api, terms, false))
        .chain(() -> done(session, api));
  }

  private Uni<Integer> stage(Mutiny.Session session, ApiRow api, String stage) {
    return plain.change(
        session, "update api set stage = " + stage + " where id = :api", Map.of("api", api.id()));
  }

  /** Each subscriber once for each announcement, in the transaction that makes it true. */
  private Uni<Void> tell(
      Mutiny.Session session, Acting acting, ApiRow api, ApiTerms terms, boolean over) {
    DeprecationTerms end = terms.deprecation();
    String successor = end == null ? null : end.successor();
    News.Tone tone = over ? News.Tone.BAD : News.Tone.WARN;
    String name = acting.tenantName() + " · " + api.slug();
    String title = over ? words.overTitle(name) : words.endsTitle(name);
    String since = end == null ? "" : end.since();
    String body =
        over
            ? words.overBody(name, successor)
            : words.endsBody(name, since, end == null ? null : end.sunset(), successor);
    String path = "/" + acting.slug() + (successor == null ? "" : "/reference/" + successor);
    Instant now = clock.instant();
    String period = over ? "retired " + now : since + " " + (end == null ? "" : end.sunset());
    return subscribers(session, api)
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .onItem()
        .transformToUniAndConcatenate(
            one ->
                notices.tell(
                    session,
                    new News(
                        new TenantId(one.consumerId()),
                        acting.tenant(),
                        new AccountId(one.accountId()),
                        one.id(),
                        over ? "api-retired" : "api-deprecated",
                        period,
                        0,
                        tone,
                        title,
                        body,
                        path,
                        now)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<List<SubscriberRow>> subscribers(Mutiny.Session session, ApiRow api) {
    return plain.list(
        session,
        SubscriberRow.class,
        """
        select s.id, s.consumer_id, s.account_id from subscription s
        join product_api x on x.product_id = s.product_id
        where x.api_id = :api and s.state not in ('ended', 'rejected') order by s.id limit :most
        """,
        Map.of("api", api.id(), "most", MOST_TOLD));
  }

  private Uni<Void> note(Mutiny.Session session, Acting acting, ApiRow api, String action) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("api", api.slug());
    return audit.note(
        session, acting.tenant(), acting.person(), action, "api", api.id().toString(), facts);
  }

  private Uni<PublishAnswer> done(Mutiny.Session session, ApiRow api) {
    return rows.live(session, api.id()).map(Optional::orElseThrow).map(PublishAnswer.Done::new);
  }

  private static Uni<PublishAnswer> answer(PublishAnswer answer) {
    return Uni.createFrom().item(answer);
  }

  @RegisterForReflection
  record SubscriberRow(UUID id, UUID consumerId, UUID accountId) {}
}
