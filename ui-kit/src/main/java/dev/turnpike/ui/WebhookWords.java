package dev.turnpike.ui;

import dev.turnpike.tenants.event.Delivery;
import dev.turnpike.tenants.event.Endpoint;
import dev.turnpike.tenants.event.EndpointTerms;
import dev.turnpike.tenants.event.EventType;
import dev.turnpike.ui.WebhooksView.Box;
import dev.turnpike.ui.WebhooksView.Form;
import dev.turnpike.ui.WebhooksView.Line;
import dev.turnpike.ui.WebhooksView.Sent;
import dev.turnpike.ui.WebhooksView.Tried;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Endpoints and deliveries in the reader's words. */
@ApplicationScoped
class WebhookWords {
  static final int PAGE = 50;

  private final WebhooksText text;

  WebhookWords(WebhooksText text) {
    this.text = text;
  }

  Line line(Endpoint it) {
    int some = it.types().size();
    return new Line(
        it.id().toString(),
        it.name(),
        it.url().toString(),
        some == 0 ? text.everything() : text.someOf(some, EventType.values().length),
        !it.enabled() ? text.off() : it.failingSince() != null ? text.failing() : text.on(),
        !it.enabled() ? "warn" : it.failingSince() != null ? "bad" : "good",
        it.waiting());
  }

  Form form(Endpoint it) {
    Set<String> types = it.types().stream().map(EventType::word).collect(Collectors.toSet());
    return form(new EndpointTerms(it.name(), it.url().toString(), types));
  }

  Form form(EndpointTerms written) {
    List<Box> boxes =
        Arrays.stream(EventType.values())
            .map(EventType::word)
            .map(word -> new Box(word, text.about(word), written.types().contains(word)))
            .toList();
    return new Form(written.name(), written.url(), boxes);
  }

  /**
   * An endpoint with a part of its log; of one more than is shown, the last says that there is
   * more.
   */
  WebhooksView.One one(
      String address,
      Endpoint it,
      List<Delivery> log,
      boolean first,
      @Nullable String notice,
      @Nullable EndpointTerms written,
      List<FieldError> errors) {
    String own = address + "/" + it.id();
    List<Delivery> shown = log.subList(0, Math.min(PAGE, log.size()));
    return new WebhooksView.One(
        address,
        own,
        line(it),
        written == null ? form(it) : form(written),
        off(it),
        it.off() == null ? null : it.off().since(),
        it.failingSince(),
        it.overlapUntil(),
        shown.stream().map(each -> sent(own, each)).toList(),
        first,
        it.failed(),
        log.size() > PAGE ? own + "?before=" + shown.getLast().id() : null,
        notice,
        errors);
  }

  @Nullable String off(Endpoint it) {
    Endpoint.Off off = it.off();
    return off == null
        ? null
        : switch (off.why()) {
          case PERSON -> text.offByPerson();
          case FAILING -> text.offByFailing();
          case GONE -> text.offByGone();
        };
  }

  Sent sent(String endpoint, Delivery it) {
    return new Sent(
        endpoint + "/deliveries/" + it.id(),
        it.type(),
        it.at(),
        text.state(it.state().name()),
        switch (it.state()) {
          case WAITING -> "warn";
          case DELIVERED -> "good";
          case FAILED -> "bad";
        },
        it.attempts(),
        it.last() == null ? text.untried() : came(it.last()),
        it.nextAt());
  }

  WebhooksView.Delivered delivered(String address, Endpoint endpoint, Delivery.Whole whole) {
    String own = address + "/" + endpoint.id();
    return new WebhooksView.Delivered(
        own,
        endpoint.name(),
        sent(own, whole.delivery()),
        "msg_" + whole.delivery().event(),
        whole.payload(),
        whole.attempts().stream()
            .map(it -> new Tried(it.at(), came(it), it.millis(), it.answer()))
            .toList());
  }

  private String came(Delivery.Attempt it) {
    Integer status = it.status();
    return status == null
        ? text.unanswered(it.trouble())
        : text.answered(status.intValue(), it.millis());
  }

  List<FieldError> fault(String field) {
    return List.of(
        new FieldError(
            field,
            switch (field) {
              case "name" -> text.nameWrong();
              case "url" -> text.urlWrong();
              default -> text.typesWrong();
            }));
  }

  @Nullable String notice(@Nullable String done) {
    return switch (Objects.requireNonNullElse(done, "")) {
      case "saved" -> text.saved();
      case "on" -> text.switchedOn();
      case "off" -> text.switchedOff();
      case "sent" -> text.sent();
      case "again" -> text.missedSent();
      case "removed" -> text.removed();
      default -> null;
    };
  }
}
