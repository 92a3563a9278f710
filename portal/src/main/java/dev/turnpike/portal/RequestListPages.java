package dev.turnpike.portal;

import dev.turnpike.tenants.approval.RequestFiles;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.ui.StepWords;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a consumer asked of one publisher, newest first. */
@ApplicationScoped
class RequestListPages {
  private final Frame frame;
  private final Publishers publishers;
  private final RequestFiles files;
  private final RequestText text;
  private final StepWords names;

  RequestListPages(
      Frame frame, Publishers publishers, RequestFiles files, RequestText text, StepWords names) {
    this.frame = frame;
    this.publishers = publishers;
    this.files = files;
    this.text = text;
    this.names = names;
  }

  /** {@code older} is the next page's address; null on the last. */
  record View(
      String publisher,
      String tenant,
      String tenantName,
      String publisherName,
      List<Line> lines,
      boolean first,
      @Nullable String older) {}

  record Line(
      String href,
      String application,
      String product,
      String plan,
      String word,
      String tone,
      @Nullable String progress,
      Instant at) {}

  Uni<TemplateInstance> page(Acting acting, String publisher, @Nullable UUID before) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                files
                    .ofConsumer(acting, publisher, before)
                    .map(
                        page ->
                            Pages.requests(
                                frame.of(
                                    found,
                                    text.listTitle(acting.tenantName(), found.name()),
                                    Frame.Place.REQUESTS,
                                    acting.slug()),
                                new View(
                                    publisher,
                                    acting.slug(),
                                    acting.tenantName(),
                                    found.name(),
                                    page.lines().stream()
                                        .map(line -> line(publisher, acting, line))
                                        .toList(),
                                    before == null,
                                    page.next() == null
                                        ? null
                                        : "/"
                                            + publisher
                                            + "/requests?tenant="
                                            + acting.slug()
                                            + "&before="
                                            + page.next()))));
  }

  private Line line(String publisher, Acting acting, RequestFiles.Line line) {
    StepWords.Named state = names.state(line.state());
    return new Line(
        "/" + publisher + "/requests/" + line.id() + "?tenant=" + acting.slug(),
        line.application(),
        line.product(),
        line.plan(),
        state.word(),
        state.tone(),
        line.step() == null ? null : line.position() + "/" + line.steps(),
        line.requestedAt());
  }
}
