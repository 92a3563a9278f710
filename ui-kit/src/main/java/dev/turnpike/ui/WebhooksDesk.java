package dev.turnpike.ui;

import dev.turnpike.tenants.event.Deliveries;
import dev.turnpike.tenants.event.Endpoint;
import dev.turnpike.tenants.event.EndpointAnswer;
import dev.turnpike.tenants.event.EndpointTerms;
import dev.turnpike.tenants.event.Endpoints;
import dev.turnpike.tenants.event.Missed;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the webhooks' pages of portal and administration show and do; each has its own address. */
@ApplicationScoped
public class WebhooksDesk {

  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Missed missed;
  private final WebhookWords words;
  private final WebhooksText text;

  WebhooksDesk(
      Endpoints endpoints,
      Deliveries deliveries,
      Missed missed,
      WebhookWords words,
      WebhooksText text) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.missed = missed;
    this.words = words;
    this.text = text;
  }

  /** What a page is to answer. */
  public sealed interface Result {
    /** By a redirect. */
    record To(String address) implements Result {}

    /** The list, with this status. */
    record Many(int status, WebhooksView view) implements Result {}

    /** One endpoint, with this status. */
    record Single(int status, WebhooksView.One view) implements Result {}

    /** One delivery. */
    record Log(WebhooksView.Delivered view) implements Result {}

    /** A secret, never to be shown again. */
    record Fresh(WebhooksView.Secret view) implements Result {}

    /** Whether it shall be removed. */
    record Asked(WebhooksView.Question view) implements Result {}

    /** There is no such thing. */
    record Unknown() implements Result {}
  }

  /** The endpoints, after {@code done} was done. */
  public Uni<Result> list(Acting acting, String address, @Nullable String done) {
    return list(
        acting, address, 200, words.notice(done), EndpointTerms.of(null, null, null), List.of());
  }

  public Uni<Result> create(Acting acting, String address, EndpointTerms terms) {
    return endpoints
        .create(acting, terms)
        .chain(
            answer ->
                switch (answer) {
                  case EndpointAnswer.Issued(UUID id, String secret) ->
                      item(
                          new Result.Fresh(
                              new WebhooksView.Secret(
                                  address + "/" + id, terms.name(), secret, 0)));
                  case EndpointAnswer.Invalid(String field) ->
                      list(acting, address, 422, null, terms, words.fault(field));
                  case EndpointAnswer.TooMany _ ->
                      list(
                          acting,
                          address,
                          409,
                          null,
                          terms,
                          List.of(new FieldError("main", text.full())));
                  case EndpointAnswer.Done(UUID id) -> item(new Result.To(address + "/" + id));
                  case EndpointAnswer.Unknown _ -> item(new Result.Unknown());
                });
  }

  /** One endpoint and a part of its log. */
  public Uni<Result> one(
      Acting acting,
      String address,
      String endpoint,
      @Nullable String before,
      @Nullable String done) {
    return one(
        acting,
        address,
        endpoint,
        id(before).orElse(null),
        200,
        words.notice(done),
        null,
        List.of());
  }

  public Uni<Result> change(Acting acting, String address, String endpoint, EndpointTerms terms) {
    return command(endpoint, id -> endpoints.change(acting, id, terms))
        .chain(
            answer ->
                answer instanceof EndpointAnswer.Invalid(String field)
                    ? one(acting, address, endpoint, null, 422, null, terms, words.fault(field))
                    : item(back(address, endpoint, answer, "saved")));
  }

  public Uni<Result> enable(Acting acting, String address, String endpoint) {
    return command(endpoint, id -> endpoints.enable(acting, id))
        .map(answer -> back(address, endpoint, answer, "on"));
  }

  public Uni<Result> disable(Acting acting, String address, String endpoint) {
    return command(endpoint, id -> endpoints.disable(acting, id))
        .map(answer -> back(address, endpoint, answer, "off"));
  }

  public Uni<Result> test(Acting acting, String address, String endpoint) {
    return command(endpoint, id -> deliveries.test(acting, id))
        .map(answer -> back(address, endpoint, answer, "sent"));
  }

  public Uni<Result> replay(Acting acting, String address, String endpoint, String delivery) {
    return command(
            endpoint,
            id ->
                id(delivery)
                    .map(sent -> deliveries.replay(acting, id, sent))
                    .orElseGet(() -> item(new EndpointAnswer.Unknown())))
        .map(
            answer ->
                answer instanceof EndpointAnswer.Done
                    ? new Result.To(address + "/" + endpoint + "/deliveries/" + delivery)
                    : new Result.Unknown());
  }

  /** All that was given up; nothing happens while the endpoint is off, and its page says so. */
  public Uni<Result> missed(Acting acting, String address, String endpoint) {
    return id(endpoint)
        .map(id -> missed.send(acting, id))
        .orElseGet(() -> item(new Missed.Unknown()))
        .map(
            answer ->
                switch (answer) {
                  case Missed.Again _ -> new Result.To(address + "/" + endpoint + "?done=again");
                  case Missed.SwitchedOff _ -> new Result.To(address + "/" + endpoint);
                  case Missed.Unknown _ -> new Result.Unknown();
                });
  }

  /** Answers with the page that shows the new secret. */
  public Uni<Result> rotate(Acting acting, String address, String endpoint) {
    return command(endpoint, id -> endpoints.rotate(acting, id))
        .chain(
            answer ->
                answer instanceof EndpointAnswer.Issued(UUID id, String secret)
                    ? endpoints
                        .find(acting, id)
                        .map(
                            found ->
                                new Result.Fresh(
                                    new WebhooksView.Secret(
                                        address + "/" + id,
                                        found.map(Endpoint::name).orElse(""),
                                        secret,
                                        Endpoints.OVERLAP_HOURS)))
                    : item(new Result.Unknown()));
  }

  /** Asks before {@link #remove} does. */
  public Uni<Result> removal(Acting acting, String address, String endpoint) {
    return found(acting, endpoint)
        .map(
            found ->
                found.isEmpty()
                    ? new Result.Unknown()
                    : new Result.Asked(
                        new WebhooksView.Question(address + "/" + endpoint, found.get().name())));
  }

  public Uni<Result> remove(Acting acting, String address, String endpoint) {
    return command(endpoint, id -> endpoints.remove(acting, id))
        .map(
            answer ->
                answer instanceof EndpointAnswer.Done
                    ? new Result.To(address + "?done=removed")
                    : new Result.Unknown());
  }

  /** One delivery with each of its attempts. */
  public Uni<Result> delivery(Acting acting, String address, String endpoint, String delivery) {
    Optional<UUID> sent = id(delivery);
    return found(acting, endpoint)
        .chain(
            found ->
                found.isEmpty() || sent.isEmpty()
                    ? item(new Result.Unknown())
                    : deliveries
                        .find(acting, found.get().id(), sent.get())
                        .map(
                            whole ->
                                whole.isEmpty()
                                    ? new Result.Unknown()
                                    : new Result.Log(
                                        words.delivered(address, found.get(), whole.get()))));
  }

  private Uni<Result> list(
      Acting acting,
      String address,
      int status,
      @Nullable String notice,
      EndpointTerms written,
      List<FieldError> errors) {
    return endpoints
        .list(acting)
        .map(
            all ->
                new Result.Many(
                    status,
                    new WebhooksView(
                        acting.tenantName(),
                        address,
                        all.stream().map(words::line).toList(),
                        all.size() < Endpoints.MOST,
                        words.form(written),
                        notice,
                        errors)));
  }

  private Uni<Result> one(
      Acting acting,
      String address,
      String endpoint,
      @Nullable UUID before,
      int status,
      @Nullable String notice,
      @Nullable EndpointTerms written,
      List<FieldError> errors) {
    return found(acting, endpoint)
        .chain(
            found ->
                found.isEmpty()
                    ? item(new Result.Unknown())
                    : deliveries
                        .list(acting, found.get().id(), before, WebhookWords.PAGE + 1)
                        .map(
                            log ->
                                new Result.Single(
                                    status,
                                    words.one(
                                        address,
                                        found.get(),
                                        log,
                                        before == null,
                                        notice,
                                        written,
                                        errors))));
  }

  private Uni<Optional<Endpoint>> found(Acting acting, String endpoint) {
    return id(endpoint)
        .map(id -> endpoints.find(acting, id))
        .orElseGet(() -> Uni.createFrom().item(Optional.<Endpoint>empty()));
  }

  private static Uni<EndpointAnswer> command(
      String endpoint, Function<UUID, Uni<EndpointAnswer>> command) {
    return id(endpoint).map(command).orElseGet(() -> item(new EndpointAnswer.Unknown()));
  }

  private static Result back(String address, String endpoint, EndpointAnswer answer, String done) {
    return answer instanceof EndpointAnswer.Done
        ? new Result.To(address + "/" + endpoint + "?done=" + done)
        : new Result.Unknown();
  }

  private static <T> Uni<T> item(T it) {
    return Uni.createFrom().item(it);
  }

  private static Optional<UUID> id(@Nullable String written) {
    try {
      return written == null ? Optional.empty() : Optional.of(UUID.fromString(written));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
