package dev.turnpike.portal;

import dev.turnpike.tenants.openapi.Document;
import dev.turnpike.tenants.openapi.DocumentDesk;
import dev.turnpike.tenants.openapi.DocumentExport;
import dev.turnpike.tenants.publishing.References;
import dev.turnpike.tenants.publishing.References.Whole;
import dev.turnpike.tenants.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The API's document as callers need it, and a page of text for language models. */
@ApplicationScoped
class ReferenceFiles {
  private final Publishers publishers;
  private final Places places;
  private final References references;
  private final ReferenceViews views;
  private final DocumentDesk desk;
  private final String portal;

  ReferenceFiles(
      Publishers publishers,
      Places places,
      References references,
      ReferenceViews views,
      DocumentDesk desk,
      @ConfigProperty(name = "turnpike.portal.url", defaultValue = "http://localhost:8080")
          String portal) {
    this.publishers = publishers;
    this.places = places;
    this.references = references;
    this.views = views;
    this.desk = desk;
    this.portal = portal;
  }

  /** With the gateway's address, its keys, and what it refuses with. */
  Uni<Response> document(String publisher, String api) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                whole(found, api)
                    .chain(whole -> desk.work(() -> written(found, whole)))
                    .map(
                        bytes ->
                            Response.ok(bytes, MediaType.APPLICATION_JSON)
                                .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"" + publisher + "-" + api + ".json\"")
                                .build()));
  }

  /** Each operation with its address, for programs that read text. */
  Uni<String> models(String publisher, String api) {
    return publishers
        .named(publisher)
        .chain(found -> whole(found, api).map(whole -> lines(found, whole)));
  }

  private Uni<Whole> whole(Tenant publisher, String api) {
    return references
        .whole(publisher.id(), api, places.reader(publisher.slug()))
        .map(whole -> whole.orElseThrow(NotFoundException::new));
  }

  private byte[] written(Tenant publisher, Whole whole) {
    return DocumentExport.of(
        whole.gzip().map(Document::unpacked).orElse(null),
        new DocumentExport.Facts(
            whole.api().name(),
            whole.api().description(),
            views.address(publisher, whole.api()),
            portal + "/" + publisher.slug() + "/errors",
            whole.lines().stream()
                .map(
                    line ->
                        new DocumentExport.Route(
                            line.name(), line.method(), line.path(), line.summary()))
                .toList()));
  }

  private String lines(Tenant publisher, Whole whole) {
    String root = portal + ReferenceViews.root(publisher, whole.api());
    StringBuilder text = new StringBuilder();
    text.append("# ").append(whole.api().name()).append("\n\n");
    if (!whole.api().description().isEmpty()) {
      text.append("> ").append(whole.api().description().replace("\n", "\n> ")).append("\n\n");
    }
    text.append("Base address: ").append(views.address(publisher, whole.api())).append('\n');
    text.append("Credential: header `X-API-Key`, or `Authorization: Bearer`.\n");
    text.append("402 means that money, a plan or a raised limit helps: follow `actions`, do not");
    text.append(" retry. 429 means wait as `Retry-After` says. Codes: ");
    text.append(portal).append('/').append(publisher.slug()).append("/errors/RATE_LIMITED\n\n");
    text.append("## Document\n\n- [OpenAPI](").append(root).append("/openapi.json)\n\n");
    text.append("## Operations\n\n");
    for (References.Line line : whole.lines()) {
      text.append("- [").append(line.method()).append(' ').append(line.path()).append("](");
      text.append(portal)
          .append(
              ReferenceViews.href(
                  ReferenceViews.root(publisher, whole.api()), line.kind(), line.name()));
      text.append(')');
      if (!line.summary().isEmpty()) {
        text.append(": ").append(line.summary());
      }
      text.append('\n');
    }
    return text.toString();
  }
}
