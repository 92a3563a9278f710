package dev.turnpike.portal;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** A page for each code, made from the one enum: what it means and what to do. For anybody. */
@Path("/{publisher}/errors/{code}")
@Produces(MediaType.TEXT_HTML)
class CodePages {
  private final Frame frame;
  private final Publishers publishers;
  private final CodeText text;

  CodePages(Frame frame, Publishers publishers, CodeText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> page(String publisher, String code) {
    Code known = Code.named(code).orElseThrow(NotFoundException::new);
    return publishers.named(publisher).map(found -> page(found, known));
  }

  private TemplateInstance page(Tenant publisher, Code code) {
    return Pages.code(
        frame.of(publisher, code.title(), Frame.Place.NONE, null), view(publisher, code));
  }

  private CodeView view(Tenant publisher, Code code) {
    List<CodeView.Entry> all =
        Arrays.stream(Code.values())
            .map(each -> new CodeView.Entry(each.name(), each.status(), each.title(), each == code))
            .toList();
    return new CodeView(
        publisher.slug(),
        publisher.name(),
        code.name(),
        code.status(),
        code.title(),
        code.meaning(),
        who(code, publisher),
        code.waitingHelps() ? text.waitingHelps() : text.waitingDoesNot(),
        code.steps(),
        example(publisher, code),
        all);
  }

  private String who(Code code, Tenant publisher) {
    return switch (code.fixer()) {
      case DEVELOPER -> text.developer();
      case BILLING -> text.billing();
      case OWNER -> text.owner();
      case PUBLISHER -> text.publisher(publisher.name());
      case NOBODY -> text.nobody();
    };
  }

  /** The members that every refusal has. */
  private static String example(Tenant publisher, Code code) {
    return """
        HTTP/1.1 %1$d
        Content-Type: application/problem+json

        {
          "type": "…/%2$s/errors/%3$s",
          "title": "%4$s",
          "status": %1$d,
          "code": "%3$s",
          "category": "%5$s",
          "retryable": %6$s,
          "request_id": "…",
          "actions": [%7$s]
        }"""
        .formatted(
            code.status(),
            publisher.slug(),
            code.name(),
            code.title(),
            code.category().label(),
            code.waitingHelps(),
            code.firstRemedy().map(rel -> "{\"rel\": \"" + rel + "\", …}").orElse(""));
  }
}
