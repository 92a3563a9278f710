package dev.turnpike.admin;

import dev.turnpike.admin.RequestsView.Notice;
import dev.turnpike.admin.RequestsView.RequestView;
import dev.turnpike.tenants.approval.Comments;
import dev.turnpike.tenants.approval.RequestFile;
import dev.turnpike.tenants.approval.RequestFiles;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.StepWords;
import dev.turnpike.ui.StepsView;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request with its whole story: what is needed to decide it, its steps and its comments. */
@ApplicationScoped
class RequestFilePage {
  private final Frame frame;
  private final RequestFiles files;
  private final RequestViews views;
  private final StepWords steps;
  private final AdminText text;
  private final Clock clock;

  RequestFilePage(
      Frame frame,
      RequestFiles files,
      RequestViews views,
      StepWords steps,
      AdminText text,
      Clock clock) {
    this.frame = frame;
    this.files = files;
    this.views = views;
    this.steps = steps;
    this.text = text;
    this.clock = clock;
  }

  /** {@code request} is null once it is decided. */
  record View(
      String tenant,
      String id,
      String title,
      String state,
      String tone,
      @Nullable RequestView request,
      StepsView steps,
      List<Remark> comments,
      Instant now,
      @Nullable Notice notice) {}

  /** A comment; {@code who} is a person of one's own, or the other side. */
  record Remark(String who, String text, boolean internal, Instant at) {
    static Remark of(Comments.Comment comment) {
      return new Remark(
          comment.name() == null ? comment.party() : comment.name(),
          comment.text(),
          comment.internal(),
          comment.at());
    }
  }

  Uni<TemplateInstance> page(Acting acting, SubscriptionId id, @Nullable Notice notice) {
    acting.require(Permission.SEE_REQUESTS);
    return files
        .find(acting, id)
        .map(
            found ->
                found
                    .filter(f -> f.subscription().publisher().tenant().equals(acting.tenant()))
                    .orElseThrow(NotFoundException::new))
        .map(file -> page(acting, file, notice));
  }

  private TemplateInstance page(Acting acting, RequestFile file, @Nullable Notice notice) {
    Subscribed held = file.subscription();
    String title = text.wants(held.applicationName(), held.consumer().name(), held.planName());
    StepWords.Named state = steps.state(held.state());
    return Pages.requestFile(
        frame.of(acting, title, Frame.Place.REQUESTS),
        new View(
            acting.slug(),
            held.id().toString(),
            title,
            state.word(),
            state.tone(),
            file.pending() == null ? null : views.of(acting, file.pending(), null),
            steps.of(file),
            file.comments().stream().map(Remark::of).toList(),
            clock.instant(),
            notice));
  }
}
