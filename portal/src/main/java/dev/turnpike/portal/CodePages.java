package dev.turnpike.portal;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.CodeWords;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A page for each code, made from the one enum: what it means and what to do. For anybody. */
@Path("/{publisher}/errors/{code}")
@Produces(MediaType.TEXT_HTML)
class CodePages {
  private final Frame frame;
  private final Publishers publishers;
  private final CodeExplanations explanations;

  CodePages(Frame frame, Publishers publishers, CodeExplanations explanations) {
    this.frame = frame;
    this.publishers = publishers;
    this.explanations = explanations;
  }

  @GET
  public Uni<TemplateInstance> page(String publisher, String code) {
    Code known = Code.named(code).orElseThrow(NotFoundException::new);
    return publishers.named(publisher).map(found -> page(found, known));
  }

  private TemplateInstance page(Tenant publisher, Code code) {
    return Pages.code(
        frame.of(publisher, CodeWords.title(code), Frame.Place.NONE, null),
        explanations.of("/" + publisher.slug(), publisher.name(), code));
  }
}
