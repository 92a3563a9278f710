package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnpike.tenants.approval.Answers;
import dev.turnpike.tenants.approval.Comments;
import dev.turnpike.tenants.approval.RequestFile;
import dev.turnpike.tenants.approval.RequestFiles;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Transfers;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The steps of a request, what the requester adds to them, and what is said about it. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class RequestsResource {
  private final Callers callers;
  private final Commands commands;
  private final RequestFiles files;
  private final Answers answers;
  private final Comments comments;
  private final Transfers transfers;

  RequestsResource(
      Callers callers,
      Commands commands,
      RequestFiles files,
      Answers answers,
      Comments comments,
      Transfers transfers) {
    this.callers = callers;
    this.commands = commands;
    this.files = files;
    this.answers = answers;
    this.comments = comments;
    this.transfers = transfers;
  }

  @GET
  @Path("subscriptions/{subscription}/steps")
  @Operation(operationId = "listSteps", summary = "The request's steps, with what was decided")
  public Uni<Listing<StepForm>> steps(String tenant, String subscription) {
    return file(tenant, subscription).map(file -> new Listing<>(StepForm.of(file), null));
  }

  /**
   * Answers to the open form.
   *
   * @param version the version that was seen; absent: whatever it is now
   * @param answers by the questions' names
   */
  @Schema(name = "FormAnswers")
  record FormAnswers(@Nullable Integer version, @Nullable Map<String, String> answers) {}

  @POST
  @Path("subscriptions/{subscription}/answers")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "answerForm", summary = "Answer the open form")
  public Uni<SubscriptionForm> answer(
      String tenant, String subscription, @Nullable FormAnswers sent) {
    FormAnswers form = Sent.body(sent);
    Map<String, String> given = form.answers() == null ? Map.of() : form.answers();
    return run(
        tenant,
        subscription,
        form.version(),
        (acting, id, version) -> answers.answer(acting, id, version, given));
  }

  /** The revision of the terms that was read. */
  @Schema(name = "TermsAcceptance")
  record Acceptance(@Nullable Integer version, @Nullable String revision) {}

  @POST
  @Path("subscriptions/{subscription}/terms-acceptance")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "acceptTerms", summary = "Accept the open step's terms")
  public Uni<SubscriptionForm> accept(
      String tenant, String subscription, @Nullable Acceptance sent) {
    Acceptance acceptance = Sent.body(sent);
    String revision = Sent.text("revision", acceptance.revision());
    return run(
        tenant,
        subscription,
        acceptance.version(),
        (acting, id, version) -> answers.accept(acting, id, version, revision));
  }

  private interface Versioned {
    Uni<Outcome> of(Acting acting, SubscriptionId id, int version);
  }

  private Uni<SubscriptionForm> run(
      String tenant, String subscription, @Nullable Integer seen, Versioned command) {
    return commands.run(
        tenant,
        subscription,
        (acting, id) ->
            seen != null
                ? command.of(acting, id, seen)
                : files
                    .find(acting, id)
                    .chain(
                        file ->
                            file.isEmpty()
                                ? Uni.createFrom().item(new Outcome.Unknown())
                                : command.of(acting, id, file.get().subscription().version())));
  }

  /** Which application takes it over. */
  @Schema(name = "Transfer")
  record Transfer(@Nullable String application) {}

  @POST
  @Path("subscriptions/{subscription}/transfer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "transferSubscription",
      summary = "Hand it over to another application of the consumer")
  public Uni<SubscriptionForm> transfer(
      String tenant, String subscription, @Nullable Transfer sent) {
    ApplicationId to = Sent.id("application", Sent.body(sent).application(), ApplicationId::new);
    return commands.run(tenant, subscription, (acting, id) -> transfers.transfer(acting, id, to));
  }

  /**
   * A comment.
   *
   * @param author the tenant's name, and the person's where the caller may know it
   * @param internal whether only the caller's side sees it
   */
  @Schema(name = "Comment")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CommentForm(
      String author, @Nullable String person, String text, boolean internal, Instant at) {
    static CommentForm of(Comments.Comment comment) {
      return new CommentForm(
          comment.party(), comment.name(), comment.text(), comment.internal(), comment.at());
    }
  }

  @GET
  @Path("subscriptions/{subscription}/comments")
  @Operation(operationId = "listComments", summary = "What was said about it, the oldest first")
  public Uni<Listing<CommentForm>> comments(String tenant, String subscription) {
    return file(tenant, subscription)
        .map(file -> new Listing<>(file.comments().stream().map(CommentForm::of).toList(), null));
  }

  /** What to say, and whether among one's own. */
  @Schema(name = "NewComment")
  record NewComment(@Nullable String text, @Nullable Boolean internal) {}

  @POST
  @Path("subscriptions/{subscription}/comments")
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addComment", summary = "Say something, to both sides or one's own")
  public Uni<SubscriptionForm> comment(
      String tenant, String subscription, @Nullable NewComment sent) {
    NewComment comment = Sent.body(sent);
    return commands.run(
        tenant,
        subscription,
        (acting, id) ->
            comments.add(
                acting, id, Sent.orEmpty(comment.text()), Boolean.TRUE.equals(comment.internal())));
  }

  private Uni<RequestFile> file(String tenant, String subscription) {
    return files
        .find(callers.acting(tenant), Sent.id(subscription, SubscriptionId::new))
        .map(found -> found.orElseThrow(Callers::unknown));
  }
}
