package dev.turnpike.tenants.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.BadApi;
import dev.turnpike.tenants.catalog.OriginTerms;
import dev.turnpike.tenants.openapi.Document;
import dev.turnpike.tenants.openapi.DocumentDesk;
import dev.turnpike.tenants.openapi.DocumentImport;
import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.openapi.Imported;
import dev.turnpike.tenants.openapi.Reference;
import dev.turnpike.tenants.openapi.Report;
import dev.turnpike.tenants.publishing.Documents.Packed;
import dev.turnpike.tenants.publishing.ReleaseRows.ApiRow;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Makes an API's draft what an OpenAPI document says. What plans and keys call an operation stays
 * while its method and path stay; where calls go stays, unless nothing was said of it yet.
 */
@ApplicationScoped
public class Imports {
  /** So that a statement stays a few megabytes. */
  private static final int ENTRIES_A_STATEMENT = 100;

  /** PostgreSQL keeps no NUL in JSON; one that is itself escaped is two characters and stays. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private final Drafts drafts;
  private final Documents documents;
  private final DocumentDesk desk;
  private final ObjectMapper json;

  Imports(Drafts drafts, Documents documents, DocumentDesk desk, ObjectMapper json) {
    this.drafts = drafts;
    this.documents = documents;
    this.desk = desk;
    this.json = json;
  }

  /** What a document was made into, ready to be written. */
  private record Ready(ApiTerms terms, Report report, Packed packed) {}

  /** What the desk answers. */
  private sealed interface Worked {
    record Good(Ready ready) implements Worked {}

    record Bad(ImportAnswer answer) implements Worked {}
  }

  /**
   * Reads a document into the draft of an API.
   *
   * @param bytes JSON or YAML, at most {@link Document#MOST_BYTES}
   */
  public Uni<ImportAnswer> read(Acting acting, String api, byte[] bytes) {
    acting.require(Permission.EDIT_CATALOGUE);
    return drafts
        .of(acting, api)
        .chain(
            draft ->
                draft.isEmpty()
                    ? answer(new ImportAnswer.Refused(new PublishAnswer.Unknown()))
                    : desk.work(() -> worked(bytes, draft.get().terms()))
                        .chain(worked -> kept(acting, api, worked)));
  }

  private Uni<ImportAnswer> kept(Acting acting, String api, Worked worked) {
    return switch (worked) {
      case Worked.Bad(ImportAnswer bad) -> answer(bad);
      case Worked.Good(Ready ready) ->
          drafts
              .changed(acting, api, (session, row) -> keep(session, acting, row, ready))
              .map(
                  done ->
                      done instanceof PublishAnswer.Kept(Draft draft)
                          ? new ImportAnswer.Done(draft, ready.report())
                          : new ImportAnswer.Refused(done));
    };
  }

  private Uni<PublishAnswer> keep(Mutiny.Session session, Acting acting, ApiRow api, Ready ready) {
    return documents
        .put(session, acting.tenant(), api.id(), ready.packed())
        .chain(document -> drafts.keep(session, acting, api.id(), ready.terms(), document))
        .call(() -> documents.dropUnused(session, api.id()))
        .call(() -> drafts.note(session, acting, "api.imported", api.id(), api.slug()))
        .map(PublishAnswer.Kept::new);
  }

  private Worked worked(byte[] bytes, ApiTerms before) {
    return switch (DocumentImport.of(bytes, before.operations())) {
      case DocumentImport.Result.Bad(var reading) -> new Worked.Bad(new ImportAnswer.Bad(reading));
      case DocumentImport.Result.Good(Imported imported) ->
          new Worked.Good(
              new Ready(terms(before, imported), imported.report(), packed(bytes, imported)));
    };
  }

  private static ApiTerms terms(ApiTerms before, Imported imported) {
    ApiTerms terms = before.withOperations(before.withPolicies(imported.terms()));
    String server = imported.server();
    if (terms.origins() != null || server == null) {
      return terms;
    }
    try {
      return terms.withOrigins(new OriginTerms(server, null));
    } catch (BadApi noAddress) {
      return terms;
    }
  }

  private Packed packed(byte[] bytes, Imported imported) {
    List<Entry> some = new ArrayList<>(ENTRIES_A_STATEMENT);
    List<String> chunks = new ArrayList<>();
    Reference.write(
        imported,
        entry -> {
          some.add(entry);
          if (some.size() == ENTRIES_A_STATEMENT) {
            chunks.add(text(some));
            some.clear();
          }
        });
    chunks.add(text(some));
    Document document = imported.document();
    return new Packed(
        sha256(bytes),
        document.version(),
        document.title(),
        Document.packed(bytes),
        bytes.length,
        text(imported.report()),
        chunks);
  }

  private String text(Object value) {
    try {
      return NUL.matcher(json.writeValueAsString(value)).replaceAll("$1");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Uni<ImportAnswer> answer(ImportAnswer answer) {
    return Uni.createFrom().item(answer);
  }
}
