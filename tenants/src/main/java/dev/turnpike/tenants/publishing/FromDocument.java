package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.catalog.RouteTerms;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.openapi.Contract;
import dev.turnpike.tenants.openapi.DocumentDesk;
import dev.turnpike.tenants.publishing.ReleaseRows.ApiRow;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Makes policies of what an API's document says: its examples answer calls, its schemas are what
 * bodies have to fit. They stand in the draft then like any that somebody wrote, so the release
 * stands for itself, and a later document changes nothing by itself.
 */
@ApplicationScoped
public class FromDocument {
  /** All of one API's together, in characters: each node holds them in memory. */
  public static final int MOST = 2 * 1024 * 1024;

  private final Tenancy tenancy;
  private final Drafts drafts;
  private final ReleaseRows rows;
  private final Documents documents;
  private final DocumentDesk desk;

  FromDocument(
      Tenancy tenancy, Drafts drafts, ReleaseRows rows, Documents documents, DocumentDesk desk) {
    this.tenancy = tenancy;
    this.drafts = drafts;
    this.rows = rows;
    this.documents = documents;
    this.desk = desk;
  }

  /** What is taken out of it. */
  public enum Part {
    /** Calls get the document's example instead of the origin's answer, and are not charged. */
    MOCKS,
    /** Bodies that do not fit get 400 with the places that are wrong. */
    SCHEMAS
  }

  /** What became of it. */
  public sealed interface Taken {
    /**
     * The draft has them.
     *
     * @param taken how many operations have one now
     * @param without of how many operations the document says nothing that can be used
     */
    record Done(int taken, int without) implements Taken {}

    /** Neither the draft nor the live release was read from a document. */
    record NoDocument() implements Taken {}

    /** They are longer than {@link #MOST} together; nothing is changed. */
    record TooLong() implements Taken {}

    /** There is no such API, or it is retired. */
    record Refused(PublishAnswer why) implements Taken {}
  }

  /** In place of what the operations' own policies say of it. */
  public Uni<Taken> take(Acting acting, String api, Part part) {
    acting.require(Permission.EDIT_CATALOGUE);
    return source(acting, api)
        .chain(
            source -> {
              if (source.isEmpty()) {
                return answer(new Taken.NoDocument());
              }
              List<OperationTerms> operations = source.get().terms().operations();
              return desk.work(() -> sections(source.get(), part))
                  .chain(
                      sections ->
                          length(sections) > MOST
                              ? answer(new Taken.TooLong())
                              : keep(acting, api, sections, operations.size()));
            });
  }

  /** Takes them away from every operation again. */
  public Uni<Taken> drop(Acting acting, String api, Part part) {
    acting.require(Permission.EDIT_CATALOGUE);
    return changed(acting, api, terms -> terms.withEach(own -> without(own, part)))
        .map(done -> told(done, 0, 0));
  }

  private Uni<Taken> keep(
      Acting acting, String api, Map<String, RouteTerms> sections, int operations) {
    return changed(acting, api, terms -> terms.withSections(sections))
        .map(done -> told(done, sections.size(), operations - sections.size()));
  }

  private Uni<PublishAnswer> changed(Acting acting, String api, UnaryOperator<ApiTerms> change) {
    return drafts.changed(
        acting,
        api,
        (session, row) ->
            drafts
                .current(session, row)
                .chain(
                    now ->
                        drafts.keep(
                            session, acting, row.id(), change.apply(now.terms()), now.document()))
                .call(() -> drafts.note(session, acting, "api.drafted", row.id(), row.slug()))
                .map(PublishAnswer.Kept::new));
  }

  /** What has to be read before anything is computed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Source(ApiTerms terms, byte[] gzip) {}

  private Uni<Optional<Source>> source(Acting acting, String api) {
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.api(session, acting.tenant(), api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : source(session, found.get())));
  }

  private Uni<Optional<Source>> source(Mutiny.Session session, ApiRow api) {
    return drafts.current(session, api).chain(draft -> source(session, draft));
  }

  private Uni<Optional<Source>> source(Mutiny.Session session, Draft draft) {
    UUID document = draft.document();
    return document == null
        ? Uni.createFrom().item(Optional.empty())
        : documents
            .gzip(session, document)
            .map(gzip -> gzip.map(bytes -> new Source(draft.terms(), bytes)));
  }

  private static Map<String, RouteTerms> sections(Source source, Part part) {
    List<OperationTerms> operations = source.terms().operations();
    Map<String, RouteTerms> sections = new HashMap<>();
    Contract contract = Contract.of(source.gzip(), operations).orElse(null);
    if (contract == null) {
      return sections;
    }
    for (OperationTerms operation : operations) {
      Optional<RouteTerms> section =
          switch (part) {
            case MOCKS -> contract.mock(operation).map(RouteTerms.NONE::withMock);
            case SCHEMAS -> contract.schema(operation).map(RouteTerms.NONE::withValidation);
          };
      section.ifPresent(one -> sections.put(operation.id(), one));
    }
    return sections;
  }

  private static long length(Map<String, RouteTerms> sections) {
    return sections.values().stream()
        .mapToLong(
            one ->
                (one.mock() == null ? 0 : one.mock().body().length())
                    + (one.validation() == null ? 0 : one.validation().body().toString().length()))
        .sum();
  }

  private static RouteTerms without(RouteTerms own, Part part) {
    return switch (part) {
      case MOCKS -> own.withMock(null);
      case SCHEMAS -> own.withValidation(null);
    };
  }

  private static Taken told(PublishAnswer done, int taken, int without) {
    return done instanceof PublishAnswer.Kept
        ? new Taken.Done(taken, without)
        : new Taken.Refused(done);
  }

  private static Uni<Taken> answer(Taken answer) {
    return Uni.createFrom().item(answer);
  }
}
