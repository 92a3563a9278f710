package dev.turnpike.admin;

import dev.turnpike.admin.PlanEditorView.Preview;
import dev.turnpike.admin.PlanEditorView.RevisionLine;
import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.Published;
import dev.turnpike.tenants.catalog.PublishedProduct;
import dev.turnpike.tenants.catalog.Revision;
import dev.turnpike.tenants.catalog.Revisions;
import dev.turnpike.tenants.definition.KeptFiles;
import dev.turnpike.tenants.definition.TermsText;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.Estimates;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.PlanWords;
import dev.turnpike.ui.UsageView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the editor shows: the text, its faults by line, and what publishing it would do. */
@ApplicationScoped
class PlanEditor {
  private static final String BLANK =
      """
      billing: prepaid
      currency: USD
      prices:
        - unit: requests
          price: "0.01"
      """;

  private final OwnCatalogue catalogue;
  private final Revisions revisions;
  private final KeptFiles files;
  private final Estimates estimates;
  private final PlanWords words;
  private final PlanEditorText text;

  PlanEditor(
      OwnCatalogue catalogue,
      Revisions revisions,
      KeptFiles files,
      Estimates estimates,
      PlanWords words,
      PlanEditorText text) {
    this.catalogue = catalogue;
    this.revisions = revisions;
    this.files = files;
    this.estimates = estimates;
    this.words = words;
    this.text = text;
  }

  /** Where to go next, or what is wrong. */
  record Tried(Optional<String> address, List<FieldError> wrong) {}

  /** What is in the fields. */
  private record Draft(String slug, String name, String terms) {}

  /** A product, a plan of it if there is one, its history, and the file that keeps it, if any. */
  private record Place(
      PublishedProduct product,
      PublishedProduct.@Nullable Plan plan,
      List<Revision> history,
      @Nullable String kept) {}

  /** The plan as it is; for a new one, an example. */
  Uni<PlanEditorView> opened(
      Acting acting,
      String product,
      @Nullable String plan,
      MultivaluedMap<String, String> usage,
      @Nullable String done) {
    return place(acting, product, plan)
        .map(
            place -> {
              PublishedProduct.Plan known = place.plan();
              Draft draft =
                  known == null
                      ? new Draft("", "", BLANK)
                      : new Draft(known.slug(), known.name(), TermsText.write(known.terms()));
              return view(acting, place, draft, usage, List.of(), done);
            });
  }

  /** The plan as it is written, and what publishing it would do. */
  Uni<PlanEditorView> previewed(
      Acting acting,
      String product,
      @Nullable String plan,
      MultivaluedMap<String, String> sent,
      List<FieldError> wrong) {
    return place(acting, product, plan)
        .map(place -> view(acting, place, draft(place, sent), sent, wrong, null));
  }

  /** Publishes what is written, unless something is wrong with it. */
  Uni<Tried> published(
      Acting acting, String product, @Nullable String plan, MultivaluedMap<String, String> sent) {
    return switch (TermsText.read(field(sent, "terms"))) {
      case TermsText.Bad _ -> Uni.createFrom().item(new Tried(Optional.empty(), List.of()));
      case TermsText.Good(PlanTerms terms) -> {
        String slug = plan == null ? field(sent, "slug").strip() : plan;
        Uni<Published> published =
            plan == null
                ? revisions.create(acting, product, slug, field(sent, "name"), terms)
                : revisions.publish(acting, product, plan, terms);
        String address = "/admin/" + acting.slug() + "/plans/" + product + "/" + slug;
        yield published.map(outcome -> tried(outcome, address));
      }
    };
  }

  private Tried tried(Published outcome, String address) {
    return switch (outcome) {
      case Published.Done(Revision revision, var _) ->
          new Tried(Optional.of(address + "?done=" + revision.number()), List.of());
      case Published.Same _ -> new Tried(Optional.of(address + "?done=same"), List.of());
      case Published.Unknown _ -> throw new NotFoundException();
      case Published.Taken _ ->
          new Tried(Optional.empty(), List.of(new FieldError("slug", text.taken())));
      case Published.Invalid(String field, String detail) ->
          new Tried(Optional.empty(), List.of(new FieldError(field, detail)));
    };
  }

  private Uni<Place> place(Acting acting, String product, @Nullable String plan) {
    return catalogue
        .products(acting)
        .map(
            all ->
                all.stream()
                    .filter(one -> one.slug().equals(product))
                    .findFirst()
                    .orElseThrow(NotFoundException::new))
        .chain(
            found ->
                files
                    .kept(acting)
                    .chain(
                        kept ->
                            plan == null
                                ? Uni.createFrom()
                                    .item(new Place(found, null, List.of(), kept.by(object(found))))
                                : revisions
                                    .list(acting, product, plan)
                                    .map(
                                        history ->
                                            new Place(
                                                found,
                                                known(found, plan),
                                                history,
                                                kept.by(object(found) + ".plans[" + plan + "]")))));
  }

  private static String object(PublishedProduct product) {
    return "products[" + product.slug() + "]";
  }

  private static PublishedProduct.Plan known(PublishedProduct product, String slug) {
    return product.plans().stream()
        .filter(plan -> plan.slug().equals(slug))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }

  private static Draft draft(Place place, MultivaluedMap<String, String> sent) {
    PublishedProduct.Plan known = place.plan();
    return known == null
        ? new Draft(field(sent, "slug"), field(sent, "name"), field(sent, "terms"))
        : new Draft(known.slug(), known.name(), field(sent, "terms"));
  }

  private static String field(MultivaluedMap<String, String> sent, String name) {
    return Objects.requireNonNullElse(sent.getFirst(name), "");
  }

  private PlanEditorView view(
      Acting acting,
      Place place,
      Draft draft,
      MultivaluedMap<String, String> usage,
      List<FieldError> refused,
      @Nullable String done) {
    PublishedProduct.Plan known = place.plan();
    List<FieldError> wrong = new ArrayList<>(refused);
    List<PlanTerms> all =
        new ArrayList<>(place.product().plans().stream().map(one -> one.terms()).toList());
    PlanTerms written = null;
    switch (TermsText.read(draft.terms())) {
      case TermsText.Good(PlanTerms terms) -> written = terms;
      case TermsText.Bad(var faults) ->
          faults.forEach(
              fault ->
                  wrong.add(
                      new FieldError("terms", text.wrong(fault.line(), fault.fault().toString()))));
    }
    if (written != null) {
      all.add(written);
    }
    UsageView month = estimates.usage(all, usage);
    return new PlanEditorView(
        acting.slug(),
        place.product().slug(),
        place.product().name(),
        known == null ? null : known.slug(),
        draft.slug(),
        draft.name(),
        draft.terms(),
        wrong,
        month,
        written == null ? null : preview(place, written, month),
        place.history().stream().map(this::line).toList(),
        done == null ? null : told(done, place),
        place.kept(),
        acting.may(Permission.EDIT_CATALOGUE) && place.kept() == null);
  }

  private String told(String done, Place place) {
    return done.equals("same") || place.history().isEmpty()
        ? text.same()
        : text.done(place.history().getFirst().number());
  }

  private RevisionLine line(Revision revision) {
    return new RevisionLine(
        revision.number(),
        revision.publishedAt(),
        revision.subscribers(),
        words.prices(revision.terms()));
  }

  /** The draft beside what it replaces and the product's other plans on sale. */
  private Preview preview(Place place, PlanTerms written, UsageView month) {
    PublishedProduct.Plan known = place.plan();
    List<Estimates.Candidate> candidates = new ArrayList<>();
    candidates.add(new Estimates.Candidate(text.draft(), written));
    if (known != null) {
      candidates.add(new Estimates.Candidate(text.current(), known.terms()));
    }
    place.product().plans().stream()
        .filter(plan -> plan.onSale() && (known == null || !plan.slug().equals(known.slug())))
        .forEach(plan -> candidates.add(new Estimates.Candidate(plan.name(), plan.terms())));
    return new Preview(
        words.prices(written),
        estimates.compare(candidates, month),
        LineDiff.between(
            known == null ? "" : TermsText.write(known.terms()), TermsText.write(written)),
        known == null
            ? text.effectFirst()
            : text.effectText(
                known.revision() + 1,
                place.history().stream().mapToLong(Revision::subscribers).sum()));
  }
}
