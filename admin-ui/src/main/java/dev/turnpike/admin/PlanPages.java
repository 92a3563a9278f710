package dev.turnpike.admin;

import dev.turnpike.admin.PlansView.PlanLine;
import dev.turnpike.admin.PlansView.ProductLine;
import dev.turnpike.tenants.catalog.OwnCatalogue;
import dev.turnpike.tenants.catalog.PublishedProduct;
import dev.turnpike.tenants.catalog.Revisions;
import dev.turnpike.tenants.definition.Kept;
import dev.turnpike.tenants.definition.KeptFiles;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.PlanWords;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A publisher's plans: what they cost, the editor with its preview, on and off the shelf. */
@Path("/admin/{tenant}/plans")
@Produces(MediaType.TEXT_HTML)
class PlanPages {
  private static final int MOST_APIS = 10;
  private static final int PAGE = 20;
  private static final int LONGEST = 100;

  private final Frame frame;
  private final OwnCatalogue catalogue;
  private final Revisions revisions;
  private final KeptFiles files;
  private final PlanEditor editor;
  private final PlanWords words;
  private final PlanEditorText text;
  private final UriInfo uri;

  PlanPages(
      Frame frame,
      OwnCatalogue catalogue,
      Revisions revisions,
      KeptFiles files,
      PlanEditor editor,
      PlanWords words,
      PlanEditorText text,
      UriInfo uri) {
    this.frame = frame;
    this.catalogue = catalogue;
    this.revisions = revisions;
    this.files = files;
    this.editor = editor;
    this.words = words;
    this.text = text;
    this.uri = uri;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance plans(dev.turnpike.ui.Page page, PlansView view);

    static native TemplateInstance plan(dev.turnpike.ui.Page page, PlanEditorView view);
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant, @RestQuery("q") @Nullable String search, @RestQuery @Nullable String from) {
    Acting acting = frame.acting(tenant);
    String asked = search == null ? "" : search.strip();
    String shown = asked.substring(0, Math.min(asked.length(), LONGEST));
    int skip = Places.place(from);
    Address start = Address.of("/admin/" + acting.slug() + "/plans").with("q", shown);
    return catalogue
        .search(acting, shown, skip, PAGE + 1)
        .chain(
            found ->
                files
                    .kept(acting)
                    .map(
                        kept ->
                            Sheets.plans(
                                frame.of(acting, text.title(), Frame.Place.PLANS),
                                new PlansView(
                                    acting.slug(),
                                    shown,
                                    skip == 0,
                                    start.toString(),
                                    found.stream().limit(PAGE).map(it -> line(it, kept)).toList(),
                                    found.size() > PAGE ? start.from(skip + PAGE) : null,
                                    acting.may(Permission.EDIT_CATALOGUE)))));
  }

  private ProductLine line(PublishedProduct product, Kept kept) {
    String object = "products[" + product.slug() + "]";
    return new ProductLine(
        product.slug(),
        product.name(),
        kept.by(object),
        product.apis().stream().limit(MOST_APIS).toList(),
        product.plans().stream()
            .map(
                plan ->
                    new PlanLine(
                        plan.slug(),
                        plan.name(),
                        plan.revision(),
                        plan.onSale(),
                        kept.by(object + ".plans[" + plan.slug() + "]"),
                        words.prices(plan.terms())))
            .toList());
  }

  /** The editor of a plan that is not there yet. */
  @GET
  @Path("{product}")
  public Uni<TemplateInstance> fresh(String tenant, String product) {
    Acting acting = frame.acting(tenant);
    return editor
        .opened(acting, product, null, uri.getQueryParameters(), null)
        .map(view -> page(acting, view));
  }

  @GET
  @Path("{product}/{plan}")
  public Uni<TemplateInstance> edit(
      String tenant, String product, String plan, @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant);
    return editor
        .opened(acting, product, plan, uri.getQueryParameters(), done)
        .map(view -> page(acting, view));
  }

  @POST
  @Path("{product}")
  public Uni<Response> create(String tenant, String product, MultivaluedMap<String, String> sent) {
    return submit(frame.acting(tenant), product, null, sent);
  }

  @POST
  @Path("{product}/{plan}")
  public Uni<Response> publish(
      String tenant, String product, String plan, MultivaluedMap<String, String> sent) {
    return submit(frame.acting(tenant), product, plan, sent);
  }

  @POST
  @Path("{product}/{plan}/sale")
  public Uni<Response> sell(
      String tenant, String product, String plan, @FormParam("on_sale") boolean onSale) {
    Acting acting = frame.acting(tenant);
    return revisions
        .sell(acting, product, plan, onSale)
        .map(
            found -> {
              if (!found) {
                throw new NotFoundException();
              }
              return seeOther("/admin/" + acting.slug() + "/plans");
            });
  }

  /** Shows what publishing would do, or does it. */
  private Uni<Response> submit(
      Acting acting, String product, @Nullable String plan, MultivaluedMap<String, String> sent) {
    acting.require(Permission.EDIT_CATALOGUE);
    if (!"publish".equals(sent.getFirst("act"))) {
      return editor
          .previewed(acting, product, plan, sent, List.of())
          .map(view -> answer(acting, view));
    }
    return editor
        .published(acting, product, plan, sent)
        .chain(
            done ->
                done.address().isPresent()
                    ? Uni.createFrom().item(seeOther(done.address().get()))
                    : editor
                        .previewed(acting, product, plan, sent, done.wrong())
                        .map(view -> answer(acting, view)));
  }

  private Response answer(Acting acting, PlanEditorView view) {
    int status = view.wrong().isEmpty() ? 200 : 422;
    return Response.status(status).entity(page(acting, view)).build();
  }

  private static Response seeOther(String address) {
    return Response.seeOther(URI.create(address)).build();
  }

  private TemplateInstance page(Acting acting, PlanEditorView view) {
    String title =
        Optional.ofNullable(view.plan())
            .map(plan -> view.name())
            .orElseGet(() -> text.newOf(view.productName()));
    return Sheets.plan(frame.of(acting, title, Frame.Place.PLANS), view);
  }
}
