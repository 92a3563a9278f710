package dev.turnpike.portal;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.ui.CodeWords;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The pages of codes for refusals that belong to no publisher, such as those of a wrong address.
 */
@Path("/errors/{code}")
@Produces(MediaType.TEXT_HTML)
class PlatformCodePages {
  private final Frame frame;
  private final CodeExplanations explanations;

  PlatformCodePages(Frame frame, CodeExplanations explanations) {
    this.frame = frame;
    this.explanations = explanations;
  }

  @GET
  public TemplateInstance page(String code) {
    Code known = Code.named(code).orElseThrow(NotFoundException::new);
    return Pages.code(
        frame.platform(CodeWords.title(known)), explanations.of("", "Turnpike", known));
  }
}
