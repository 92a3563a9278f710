package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.tenants.consumer.Application;
import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.usage.CallFilter;
import dev.turnpike.tenants.usage.Calls;
import dev.turnpike.tenants.usage.LoggedCall;
import dev.turnpike.ui.CodeWords;
import dev.turnpike.ui.Formats;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A consumer's own calls to a publisher, and how each was decided (R111). */
@Path("/{publisher}/calls")
@Produces(MediaType.TEXT_HTML)
class CallPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Calls calls;
  private final Applications applications;
  private final CallText text;

  CallPages(
      Frame frame,
      Publishers publishers,
      Places places,
      Calls calls,
      Applications applications,
      CallText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.calls = calls;
    this.applications = applications;
    this.text = text;
  }

  record Choice(String value, String label, boolean chosen) {}

  record Line(
      String href,
      Instant at,
      String application,
      String method,
      String path,
      int status,
      String tone,
      @Nullable String why,
      @Nullable String cost,
      String took) {}

  record View(
      String publisher,
      TenantChoice tenant,
      String publisherName,
      List<TenantChoice> others,
      List<Choice> answers,
      List<Choice> applications,
      boolean filtered,
      List<Line> lines,
      @Nullable String latest,
      @Nullable String earlier) {}

  record Step(String name, String verdict, String tone, String detail, String policy, String at) {}

  record CallView(
      String publisher,
      String tenant,
      String list,
      LoggedCall call,
      String tone,
      String cost,
      String took,
      @Nullable String codeTitle,
      @Nullable String resolve,
      @Nullable String support,
      List<Step> trace) {}

  @GET
  public Uni<TemplateInstance> list(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String answer,
      @RestQuery @Nullable String application,
      @RestQuery @Nullable String before) {
    Acting acting = places.acting(publisher, tenant);
    CallFilter filter =
        new CallFilter(
            CallFilter.Answer.of(answer),
            Optional.ofNullable(application),
            Optional.ofNullable(before).map(CallPages::id));
    return publishers
        .named(publisher)
        .chain(
            found ->
                Uni.combine()
                    .all()
                    .unis(calls.ofConsumer(acting, found.id(), filter), applications.list(acting))
                    .usingConcurrencyOf(1)
                    .with((logged, own) -> page(found, acting, filter, logged, own)));
  }

  private static RequestId id(String text) {
    try {
      return new RequestId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }

  private TemplateInstance page(
      Tenant publisher,
      Acting acting,
      CallFilter filter,
      List<Calls.Listed> found,
      List<Application> own) {
    List<Calls.Listed> shown = found.stream().limit(Calls.PAGE).toList();
    String list = address(publisher, acting);
    String narrowed =
        list
            + "&answer="
            + filter.answer().word()
            + filter.application().map(slug -> "&application=" + encoded(slug)).orElse("");
    String chosen = filter.application().orElse("");
    View view =
        new View(
            publisher.slug(),
            new TenantChoice(acting.slug(), acting.tenantName()),
            publisher.name(),
            Places.others(acting),
            Arrays.stream(CallFilter.Answer.values())
                .map(each -> new Choice(each.word(), word(each), each == filter.answer()))
                .toList(),
            own.stream()
                .map(each -> new Choice(each.slug(), each.name(), each.slug().equals(chosen)))
                .toList(),
            filter.answer() != CallFilter.Answer.ALL || !chosen.isEmpty(),
            shown.stream().map(each -> line(publisher, acting, each)).toList(),
            filter.before().isPresent() ? narrowed : null,
            found.size() > shown.size() ? narrowed + "&before=" + shown.getLast().id() : null);
    return Pages.calls(frame.of(publisher, text.title(), Frame.Place.CALLS, acting.slug()), view);
  }

  private static String encoded(String slug) {
    return URLEncoder.encode(slug, StandardCharsets.UTF_8);
  }

  private static String address(Tenant publisher, Acting acting) {
    return "/" + publisher.slug() + "/calls?tenant=" + acting.slug();
  }

  private String word(CallFilter.Answer answer) {
    return switch (answer) {
      case ALL -> text.all();
      case SERVED -> text.served();
      case REFUSED -> text.refused();
      case FAILED -> text.failed();
    };
  }

  private Line line(Tenant publisher, Acting acting, Calls.Listed it) {
    return new Line(
        "/" + publisher.slug() + "/calls/" + it.id() + "?tenant=" + acting.slug(),
        it.at(),
        it.application(),
        it.method(),
        it.path(),
        it.status(),
        tone(it.status()),
        it.code() == null ? null : title(it.code()),
        cost(it.charged(), it.currency()),
        took(it.durationMicros()));
  }

  private static String title(String code) {
    return CodeWords.title(code);
  }

  private static String tone(int status) {
    return status < 400 ? "good" : status < 500 ? "bad" : "warn";
  }

  private static @Nullable String cost(long charged, @Nullable String currency) {
    return charged == 0 || currency == null
        ? null
        : Formats.amount(new Money(charged, Currency.getInstance(currency)));
  }

  private String took(long micros) {
    return text.millis(Formats.grouped(Math.ceilDiv(micros, 1_000)));
  }

  @GET
  @Path("{request}")
  public Uni<TemplateInstance> call(
      String publisher, String request, @RestQuery @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    RequestId id = id(request);
    return publishers
        .named(publisher)
        .chain(
            found ->
                calls
                    .find(acting, id)
                    .map(
                        logged ->
                            logged
                                .filter(it -> publisher.equals(it.publisher()))
                                .filter(it -> acting.slug().equals(it.consumer()))
                                .orElseThrow(NotFoundException::new))
                    .map(logged -> page(found, acting, logged)));
  }

  private TemplateInstance page(Tenant publisher, Acting acting, LoggedCall it) {
    String cost = cost(it.charged(), it.currency());
    String denial = it.denial();
    CallView view =
        new CallView(
            publisher.slug(),
            acting.slug(),
            address(publisher, acting),
            it,
            tone(it.status()),
            cost == null ? text.free() : cost,
            took(it.durationMicros()),
            it.code() == null ? null : title(it.code()),
            denial == null ? null : Addresses.resolve(publisher.slug(), denial),
            denial == null ? null : Addresses.support(publisher.slug(), acting.slug(), denial),
            it.trace().stream().map(this::step).toList());
    return Pages.call(
        frame.of(
            publisher, text.oneTitle(it.method(), it.path()), Frame.Place.CALLS, acting.slug()),
        view);
  }

  private Step step(CallLog.Step it) {
    String tone =
        switch (it.verdict()) {
          case "refused" -> "bad";
          case "passed" -> "good";
          default -> "";
        };
    BigDecimal millis = BigDecimal.valueOf(it.micros(), 3).setScale(2, RoundingMode.HALF_UP);
    return new Step(
        it.name(),
        it.verdict(),
        tone,
        it.detail(),
        it.policy() == null ? "" : it.policy(),
        text.millis(millis.toPlainString()));
  }
}
