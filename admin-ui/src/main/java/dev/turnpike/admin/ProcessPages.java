package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.BadPlan;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.Published;
import dev.turnpike.tenants.catalog.PublishedProduct;
import dev.turnpike.tenants.catalog.Revision;
import dev.turnpike.tenants.catalog.Revisions;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.catalog.StepTerms.Kind;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.StepText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A plan's approval steps, written in a form: added, moved, removed, published. */
@Path("/admin/{tenant}/plans/{product}/{plan}/process")
@Produces(MediaType.TEXT_HTML)
class ProcessPages {
  private static final Pattern PLACE = Pattern.compile("process\\[(\\d+)\\]\\.([a-z]+).*");
  private static final List<String> ROLES =
      List.of("approver", "billing", "editor", "developer", "admin", "owner");

  private final Frame frame;
  private final OwnCatalogue catalogue;
  private final Revisions revisions;
  private final ProcessText text;
  private final StepText words;

  ProcessPages(
      Frame frame, OwnCatalogue catalogue, Revisions revisions, ProcessText text, StepText words) {
    this.frame = frame;
    this.catalogue = catalogue;
    this.revisions = revisions;
    this.text = text;
    this.words = words;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance process(dev.turnpike.ui.Page page, View view);
  }

  record View(
      String address,
      String plan,
      String planName,
      List<Fields> steps,
      List<Choice> kinds,
      List<FieldError> errors,
      @Nullable String done,
      boolean mayEdit) {}

  record Choice(String value, String label, boolean chosen) {}

  /** One step's fields; {@code title} is its place and kind. */
  record Fields(
      int index,
      String kind,
      String title,
      boolean people,
      boolean first,
      boolean last,
      List<Choice> roles,
      String approvals,
      String days,
      List<Choice> escalations,
      String questions,
      String text,
      String revision,
      String url) {}

  private record Place(PublishedProduct product, PublishedProduct.Plan plan) {}

  @GET
  public Uni<TemplateInstance> page(
      String tenant, String product, String plan, @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant).require(Permission.SEE);
    return place(acting, product, plan)
        .map(it -> page(acting, it, it.plan().terms().process(), List.of(), said(done)));
  }

  private @Nullable String said(@Nullable String done) {
    if (done == null) {
      return null;
    }
    return done.matches("\\d{1,6}") ? text.published(Integer.parseInt(done)) : text.same();
  }

  @POST
  public Uni<Response> change(
      String tenant, String product, String plan, MultivaluedMap<String, String> sent) {
    Acting acting = frame.acting(tenant).require(Permission.EDIT_CATALOGUE);
    String act = Objects.requireNonNullElse(sent.getFirst("act"), "");
    List<StepTerms> steps = ProcessDraft.read(sent);
    return place(acting, product, plan)
        .chain(
            it ->
                act.equals("save")
                    ? save(acting, it, steps)
                    : answer(
                        200,
                        page(
                            acting,
                            it,
                            ProcessDraft.moved(steps, act, sent.getFirst("fresh")),
                            List.of(),
                            null)));
  }

  private Uni<Response> save(Acting acting, Place it, List<StepTerms> steps) {
    PlanTerms terms;
    try {
      terms = it.plan().terms().withProcess(steps);
    } catch (BadPlan bad) {
      return answer(422, page(acting, it, steps, errors(bad.faults()), null));
    }
    String address = address(acting, it);
    return revisions
        .publish(acting, it.product().slug(), it.plan().slug(), terms)
        .chain(
            published ->
                switch (published) {
                  case Published.Done(Revision revision, var _) ->
                      seeOther(address + "?done=" + revision.number());
                  case Published.Same _ -> seeOther(address + "?done=same");
                  case Published.Unknown _ -> throw new NotFoundException();
                  case Published.Taken _ -> throw new NotFoundException();
                  case Published.Invalid(String field, String detail) ->
                      answer(
                          422,
                          page(
                              acting, it, steps, List.of(new FieldError("process", detail)), null));
                });
  }

  /** Each fault at the field that it is about. */
  private List<FieldError> errors(List<Fault> faults) {
    List<FieldError> errors = new ArrayList<>();
    for (Fault fault : faults) {
      Matcher place = PLACE.matcher(fault.path());
      if (place.matches()) {
        int index = Integer.parseInt(place.group(1));
        String field = place.group(2).equals("kind") ? "step" : place.group(2);
        errors.add(new FieldError(field + "-" + index, text.wrong(index + 1, fault.reason())));
      } else {
        errors.add(new FieldError("process", fault.toString()));
      }
    }
    return errors;
  }

  private static Uni<Response> answer(int status, TemplateInstance page) {
    return Uni.createFrom().item(Response.status(status).entity(page).build());
  }

  private static Uni<Response> seeOther(String address) {
    return Uni.createFrom().item(Response.seeOther(URI.create(address)).build());
  }

  private Uni<Place> place(Acting acting, String product, String plan) {
    return catalogue
        .products(acting)
        .map(
            all ->
                all.stream()
                    .filter(one -> one.slug().equals(product))
                    .flatMap(
                        one ->
                            one.plans().stream()
                                .filter(each -> each.slug().equals(plan))
                                .map(each -> new Place(one, each)))
                    .findFirst()
                    .orElseThrow(NotFoundException::new));
  }

  private static String address(Acting acting, Place it) {
    return "/admin/"
        + acting.slug()
        + "/plans/"
        + it.product().slug()
        + "/"
        + it.plan().slug()
        + "/process";
  }

  private TemplateInstance page(
      Acting acting,
      Place it,
      List<StepTerms> steps,
      List<FieldError> errors,
      @Nullable String done) {
    String address = address(acting, it);
    List<Fields> fields = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      fields.add(fields(i, steps.get(i), i == steps.size() - 1));
    }
    return Sheets.process(
        frame.of(acting, text.title(it.plan().name()), Frame.Place.PLANS),
        new View(
            address,
            address.substring(0, address.length() - "/process".length()),
            it.plan().name(),
            fields,
            List.of(
                    Kind.FORM,
                    Kind.CONSUMER_APPROVAL,
                    Kind.PUBLISHER_APPROVAL,
                    Kind.WEBHOOK,
                    Kind.TERMS,
                    Kind.PAYMENT)
                .stream()
                .map(kind -> new Choice(kind.word(), text.kind(kind.word()), false))
                .toList(),
            errors,
            done,
            acting.may(Permission.EDIT_CATALOGUE)));
  }

  private Fields fields(int index, StepTerms step, boolean last) {
    return new Fields(
        index,
        step.kind().word(),
        text.step(index + 1, text.kind(step.kind().word())),
        step.kind() == Kind.CONSUMER_APPROVAL || step.kind() == Kind.PUBLISHER_APPROVAL,
        index == 0,
        last,
        roles(step.role()),
        step.approvals() == null ? "" : step.approvals().toString(),
        step.days() == null ? "" : step.days().toString(),
        roles(step.escalate()),
        ProcessDraft.written(step.questions()),
        Objects.requireNonNullElse(step.text(), ""),
        Objects.requireNonNullElse(step.revision(), ""),
        Objects.requireNonNullElse(step.url(), ""));
  }

  private List<Choice> roles(@Nullable String chosen) {
    List<Choice> all = new ArrayList<>();
    all.add(new Choice("", text.usual(), chosen == null));
    ROLES.forEach(role -> all.add(new Choice(role, words.role(role), role.equals(chosen))));
    return all;
  }
}
