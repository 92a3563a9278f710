package dev.turnpike.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.admin.DenialView.StepView;
import dev.turnpike.admin.DenialsView.Choice;
import dev.turnpike.admin.DenialsView.Line;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.usage.DenialFilter;
import dev.turnpike.tenants.usage.Denials;
import dev.turnpike.tenants.usage.Denied;
import dev.turnpike.ui.CodeWords;
import dev.turnpike.ui.Language;
import dev.turnpike.ui.Reader;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Refused calls to the publisher's APIs: which, whose, why, and how that was decided. */
@Path("/admin/{tenant}/denials")
@Produces(MediaType.TEXT_HTML)
class DenialPages {
  private static final int PAGE = 50;
  private static final String PREFIX = "den_";

  private final Frame frame;
  private final Denials denials;
  private final ObjectMapper json;
  private final AdminText text;

  DenialPages(Frame frame, Denials denials, ObjectMapper json, AdminText text) {
    this.frame = frame;
    this.denials = denials;
    this.json = json;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant,
      @RestQuery @Nullable String code,
      @RestQuery @Nullable String consumer,
      @RestQuery @Nullable String before) {
    Acting acting = frame.acting(tenant);
    DenialFilter filter =
        new DenialFilter(chosen(code), chosen(consumer), DenialFilter.Place.parse(before));
    return denials
        .choices(acting)
        .chain(
            choices ->
                denials
                    .search(acting, filter, PAGE + 1)
                    .map(found -> page(acting, filter, choices, found)));
  }

  @GET
  @Path("{id}")
  public Uni<TemplateInstance> one(String tenant, String id) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CALLS);
    return denials
        .find(acting, id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id)
        .map(found -> found.filter(it -> it.publisher().equals(tenant)))
        .map(found -> page(acting, found.orElseThrow(NotFoundException::new)));
  }

  private TemplateInstance page(
      Acting acting, DenialFilter filter, DenialFilter.Choices choices, List<Denied> found) {
    boolean more = found.size() > PAGE;
    List<Denied> shown = more ? found.subList(0, PAGE) : found;
    return Pages.denials(
        frame.of(acting, text.denialsTitle(), Frame.Place.DENIALS),
        new DenialsView(
            acting.slug(),
            choices.codes().stream()
                .map(code -> new Choice(code, title(code), is(filter.code(), code)))
                .toList(),
            choices.consumers().stream()
                .map(it -> new Choice(it.slug(), it.name(), is(filter.consumer(), it.slug())))
                .toList(),
            filter.code().isPresent() || filter.consumer().isPresent(),
            filter.before().isEmpty(),
            shown.stream().map(denied -> line(acting, denied)).toList(),
            more ? older(acting, filter, shown.getLast()) : null));
  }

  private TemplateInstance page(Acting acting, Denied denied) {
    Optional<Code> code = Code.named(denied.code());
    return Pages.denial(
        frame.of(acting, title(denied.code()), Frame.Place.DENIALS),
        new DenialView(
            acting.slug(),
            title(denied.code()),
            detail(code, denied),
            code.map(it -> it.fixer().name().toLowerCase(Locale.ROOT)).orElse(""),
            denied,
            DenialFacts.of(denied.facts()),
            denied.trace().stream().map(DenialPages::step).toList(),
            pretty(denied.facts())));
  }

  /** What the caller was told is English; others read what the code means. */
  private static String detail(Optional<Code> code, Denied denied) {
    return code.filter(_ -> Reader.current().language() != Language.ENGLISH)
        .map(CodeWords::meaning)
        .orElse(denied.facts().path("detail").asText(""));
  }

  private static Line line(Acting acting, Denied denied) {
    return new Line(
        "/admin/" + acting.slug() + "/denials/" + PREFIX + denied.id(),
        denied.method(),
        denied.path(),
        denied.status(),
        denied.code(),
        title(denied.code()),
        denied.consumerName(),
        denied.applicationName(),
        denied.count(),
        denied.lastAt());
  }

  private static StepView step(CallLog.Step step) {
    String tone =
        switch (step.verdict()) {
          case "passed" -> "good";
          case "refused" -> "bad";
          default -> "";
        };
    return new StepView(
        step.name(),
        step.verdict(),
        tone,
        step.detail(),
        step.policy() == null ? "" : step.policy(),
        String.format(Locale.ENGLISH, "%,d µs", step.micros()));
  }

  private static String title(String code) {
    return CodeWords.title(code);
  }

  private static Optional<String> chosen(@Nullable String value) {
    return Optional.ofNullable(value).filter(it -> !it.isBlank());
  }

  private static boolean is(Optional<String> chosen, String value) {
    return chosen.filter(value::equals).isPresent();
  }

  private static String older(Acting acting, DenialFilter filter, Denied last) {
    return "/admin/"
        + acting.slug()
        + "/denials?code="
        + encoded(filter.code().orElse(""))
        + "&consumer="
        + encoded(filter.consumer().orElse(""))
        + "&before="
        + encoded(DenialFilter.Place.of(last).toString());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private String pretty(JsonNode problem) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is no JSON", e);
    }
  }
}
