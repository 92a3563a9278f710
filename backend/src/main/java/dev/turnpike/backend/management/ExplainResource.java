package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.management.Explanations.Explanation;
import dev.turnpike.backend.management.Explanations.Question;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.decision.Decision;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.RequestPath;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Snapshot;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a call would get, without making it. */
@Path("/manage/v1/explain")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Explain")
public class ExplainResource {
  private final Callers callers;
  private final Snapshots snapshots;
  private final Explanations explanations;

  ExplainResource(Callers callers, Snapshots snapshots, Explanations explanations) {
    this.callers = callers;
    this.snapshots = snapshots;
    this.explanations = explanations;
  }

  /**
   * A call to be explained.
   *
   * @param path on the gateway, such as {@code /acme/weather/forecast/berlin}
   * @param key the id of the key it would carry; absent: none. An application that presents its own
   *     key leaves it out
   * @param simulate a code, as {@code X-Simulate} on a call with a test key
   */
  @Schema(name = "Question")
  record Wish(
      @Nullable String method,
      @Nullable String path,
      @Nullable String key,
      @Nullable String simulate) {}

  /**
   * What the call would get.
   *
   * @param decision allow or deny
   * @param status of our own answer; 200 stands for whatever the origin would say
   * @param price what it would cost, when it is allowed
   * @param problem the very body of the refusal
   */
  @Schema(name = "Explanation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String decision,
      int status,
      @Nullable String code,
      @Nullable Amount price,
      @Schema(type = SchemaType.OBJECT) @Nullable JsonNode problem,
      List<TraceForm> trace) {
    static Answer of(Explanation explanation) {
      Decision decision = explanation.decision();
      Code code = decision instanceof Deny deny ? deny.code() : null;
      return new Answer(
          code == null ? "allow" : "deny",
          code == null ? 200 : code.status(),
          code == null ? null : code.name(),
          explanation.price() == null ? null : Amount.of(explanation.price()),
          explanation.problem(),
          TraceForm.of(explanation.trace()));
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "explain",
      summary = "What a call would get, with the problem and the trace; charges nothing")
  public Uni<Answer> explain(@Nullable Wish wish) {
    Snapshot snapshot = snapshots.current();
    Credential credential =
        callers.presentsKey() ? own(callers.application().key()) : named(snapshot, wish);
    Wish sent = Sent.body(wish);
    Question question =
        new Question(
            Sent.text("method", sent.method()).toUpperCase(Locale.ROOT),
            Sent.text("path", sent.path()),
            credential,
            simulated(sent.simulate()));
    return explanations.explain(snapshot, question).map(Answer::of);
  }

  private static @Nullable Code simulated(@Nullable String name) {
    return name == null
        ? null
        : Code.named(name)
            .orElseThrow(() -> Problem.invalid("simulate", "This is no code.").refused());
  }

  /** A person asks about a key of a tenant of theirs, or about a call to an API of theirs. */
  private Credential named(Snapshot snapshot, @Nullable Wish wish) {
    Visitor visitor = callers.person();
    Wish sent = Sent.body(wish);
    if (sent.key() == null) {
      return new Credential.None();
    }
    Key key = snapshot.key(sent.key());
    Application application = key == null ? null : snapshot.application(key.application());
    if (key == null
        || application == null
        || !(isOfTheirs(visitor, application.consumer())
            || callsTheirs(snapshot, visitor, application, sent))) {
      throw Problem.invalid("key", "Neither you nor a consumer of your APIs has a key of this id.")
          .refused();
    }
    return own(key);
  }

  private static boolean isOfTheirs(Visitor visitor, TenantId consumer) {
    return visitor.memberships().stream().anyMatch(m -> m.tenant().equals(consumer));
  }

  private static boolean callsTheirs(
      Snapshot snapshot, Visitor visitor, Application application, Wish sent) {
    if (!(RequestPath.parse(Sent.text("path", sent.path())) instanceof RequestPath.Path path)) {
      return false;
    }
    Publisher publisher = snapshot.publisher(path.publisher());
    return publisher != null
        && visitor.in(publisher.slug()).filter(ExplainResource::seesCalls).isPresent()
        && application.subscriptions().stream()
            .anyMatch(s -> publisher.products().containsKey(s.product()));
  }

  private static boolean seesCalls(Acting acting) {
    return acting.may(Permission.SEE_CALLS);
  }

  private static Credential own(Key key) {
    return new Credential.ApiKey(key.id(), key.secretHash(), key.mode());
  }
}
