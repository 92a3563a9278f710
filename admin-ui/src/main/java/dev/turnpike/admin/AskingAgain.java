package dev.turnpike.admin;

import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.LogIn;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.Page;
import dev.turnpike.ui.PasswordProof;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the password before a command that is marked with {@link AsksAgain}. The question's form
 * carries what was sent and goes to the very address it was sent to, so nothing is typed twice.
 */
class AskingAgain {
  private static final String ANSWER = "password_again";

  private final CurrentVisitor current;
  private final PasswordProof proof;
  private final People people;
  private final Frame frame;
  private final PlatformText text;

  AskingAgain(
      CurrentVisitor current, PasswordProof proof, People people, Frame frame, PlatformText text) {
    this.current = current;
    this.proof = proof;
    this.people = people;
    this.frame = frame;
    this.text = text;
  }

  /**
   * The question.
   *
   * @param action where the form was sent to
   * @param wrong {@code password} or {@code wait}; null: not answered yet
   */
  record View(String action, List<Field> fields, @Nullable String wrong) {}

  record Field(String name, String value) {}

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance again(Page page, View view);
  }

  @ServerRequestFilter
  @WithFormRead
  @AsksAgain
  public Uni<Response> check(ContainerRequestContext context) {
    Optional<Visitor> visitor = current.visitor();
    if (visitor.isEmpty()) {
      return goOn();
    }
    List<Field> sent = sent();
    Optional<String> password =
        sent.stream().filter(it -> it.name().equals(ANSWER)).map(Field::value).findFirst();
    return password
        .map(
            it ->
                people
                    .logIn(visitor.get().email(), it)
                    .chain(answer -> answered(context, sent, answer)))
        .orElseGet(() -> proof.isFresh().chain(is -> is ? goOn() : ask(context, sent, 403, null)));
  }

  /** A right password is enough: the session stands for the rest of the log-in. */
  private Uni<Response> answered(ContainerRequestContext context, List<Field> sent, LogIn answer) {
    if (answer instanceof LogIn.Wrong) {
      return ask(context, sent, 422, "password");
    }
    if (answer instanceof LogIn.Wait) {
      return ask(context, sent, 429, "wait");
    }
    return proof.renew().chain(AskingAgain::goOn);
  }

  private Uni<Response> ask(
      ContainerRequestContext context, List<Field> sent, int status, @Nullable String wrong) {
    URI asked = context.getUriInfo().getRequestUri();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    List<Field> kept = sent.stream().filter(it -> !it.name().equals(ANSWER)).toList();
    return Uni.createFrom()
        .item(
            Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(
                    Sheets.again(
                        frame.platform(text.againTitle()),
                        new View(asked.getRawPath() + query, kept, wrong)))
                .build());
  }

  private static List<Field> sent() {
    FormData form = CurrentRequestManager.get().getFormData();
    List<Field> fields = new ArrayList<>();
    if (form != null) {
      for (String name : form) {
        form.get(name).stream()
            .filter(value -> !value.isFileItem())
            .forEach(value -> fields.add(new Field(name, value.getValue())));
      }
    }
    return fields;
  }

  @SuppressWarnings("NullAway") // no response: the request goes on
  private static Uni<Response> goOn() {
    return Uni.createFrom().nullItem();
  }
}
