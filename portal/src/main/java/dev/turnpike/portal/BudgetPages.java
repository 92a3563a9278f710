package dev.turnpike.portal;

import dev.turnpike.tenants.budget.BudgetAnswer;
import dev.turnpike.tenants.budget.BudgetRequests;
import dev.turnpike.tenants.budget.BudgetTerms;
import dev.turnpike.tenants.budget.Budgets;
import dev.turnpike.tenants.budget.Teams;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenants;
import dev.turnpike.ui.FieldError;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A consumer's budgets, the teams they are for, and the inbox of those who ask for more. */
@Path("/home/{tenant}/budgets")
@Produces(MediaType.TEXT_HTML)
class BudgetPages {
  private final Frame frame;
  private final Budgets budgets;
  private final BudgetRequests requests;
  private final Teams teams;
  private final Keys keys;
  private final Tenants tenants;
  private final BudgetViews views;
  private final BudgetText text;

  BudgetPages(
      Frame frame,
      Budgets budgets,
      BudgetRequests requests,
      Teams teams,
      Keys keys,
      Tenants tenants,
      BudgetViews views,
      BudgetText text) {
    this.frame = frame;
    this.budgets = budgets;
    this.requests = requests;
    this.teams = teams;
    this.keys = keys;
    this.tenants = tenants;
    this.views = views;
    this.text = text;
  }

  /** What a form wrote. */
  record Form(
      @FormParam("for") @Nullable String subject,
      @FormParam("name") @Nullable String name,
      @FormParam("amount") @Nullable String amount,
      @FormParam("currency") @Nullable String currency,
      @FormParam("period") @Nullable String period,
      @FormParam("anchor") @Nullable String anchor,
      @FormParam("zone") @Nullable String zone,
      @FormParam("kind") @Nullable String kind,
      @FormParam("owner") @Nullable String owner,
      @FormParam("version") @Nullable Integer version) {
    BudgetTerms terms() {
      String[] parts = (subject == null ? "tenant:" : subject).split(":", 2);
      return new BudgetTerms(
          parts[0],
          parts.length == 2 ? parts[1] : "",
          text(name),
          text(amount),
          text(currency),
          text(period),
          anchor,
          zone,
          !"soft".equals(kind),
          owner);
    }

    private static String text(@Nullable String written) {
      return written == null ? "" : written;
    }
  }

  @GET
  public Uni<TemplateInstance> page(String tenant, @RestQuery @Nullable String done) {
    Acting acting = acting(tenant);
    String notice = done == null ? null : done.equals("decided") ? text.decided() : text.saved();
    return page(acting, notice, null, List.of());
  }

  @POST
  public Uni<Response> create(String tenant, @BeanParam Form form) {
    Acting acting = acting(tenant);
    BudgetTerms terms = form.terms();
    return budgets.create(acting, terms).chain(answer -> answered(acting, answer, "saved", terms));
  }

  @POST
  @Path("{budget}")
  public Uni<Response> change(String tenant, String budget, @BeanParam Form form) {
    Acting acting = acting(tenant);
    BudgetTerms terms = form.terms();
    return budgets
        .change(acting, id(budget), terms, form.version())
        .chain(answer -> answered(acting, answer, "saved", null));
  }

  @POST
  @Path("{budget}/removal")
  public Uni<Response> remove(String tenant, String budget) {
    Acting acting = acting(tenant);
    return budgets
        .remove(acting, id(budget))
        .chain(answer -> answered(acting, answer, "saved", null));
  }

  @POST
  @Path("requests/{request}/approval")
  public Uni<Response> approve(String tenant, String request) {
    Acting acting = acting(tenant);
    return requests
        .approve(acting, id(request), "")
        .chain(answer -> answered(acting, answer, "decided", null));
  }

  @POST
  @Path("requests/{request}/refusal")
  public Uni<Response> refuse(
      String tenant, String request, @FormParam("reason") @Nullable String reason) {
    Acting acting = acting(tenant);
    return requests
        .refuse(acting, id(request), reason == null ? "" : reason)
        .chain(answer -> answered(acting, answer, "decided", null));
  }

  @POST
  @Path("teams")
  public Uni<Response> createTeam(
      String tenant,
      @FormParam("slug") @Nullable String slug,
      @FormParam("name") @Nullable String name) {
    Acting acting = acting(tenant);
    return teams
        .create(acting, slug == null ? "" : slug, name == null ? "" : name)
        .chain(answer -> answered(acting, answer, "saved", null));
  }

  @POST
  @Path("applications/{application}")
  public Uni<Response> place(
      String tenant, String application, @FormParam("team") @Nullable String team) {
    Acting acting = acting(tenant);
    return teams
        .place(acting, new ApplicationId(id(application)), team == null ? "" : team)
        .chain(answer -> answered(acting, answer, "saved", null));
  }

  private Uni<Response> answered(
      Acting acting, BudgetAnswer answer, String done, @Nullable BudgetTerms written) {
    return switch (answer) {
      case BudgetAnswer.Done _ ->
          Uni.createFrom()
              .item(
                  Response.seeOther(URI.create(BudgetViews.address(acting) + "?done=" + done))
                      .build());
      case BudgetAnswer.Unknown _ -> throw new NotFoundException();
      case BudgetAnswer.Conflict(String detail) -> again(acting, 409, "main", detail, written);
      case BudgetAnswer.OwnRequest _ -> again(acting, 403, "main", text.own(), written);
      case BudgetAnswer.NotTheOwner _ -> again(acting, 403, "main", text.inbox(), written);
      case BudgetAnswer.Invalid(String field, String detail) ->
          again(acting, 422, field, detail, written);
    };
  }

  private Uni<Response> again(
      Acting acting, int status, String field, String detail, @Nullable BudgetTerms written) {
    return page(acting, null, written, List.of(new FieldError(field, detail)))
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(
      Acting acting,
      @Nullable String notice,
      @Nullable BudgetTerms written,
      List<FieldError> errors) {
    return Uni.combine()
        .all()
        .unis(
            budgets.list(acting),
            requests.list(acting),
            teams.list(acting),
            teams.applications(acting),
            keys.list(acting),
            tenants.whoMay(acting, Permission.SEE))
        .usingConcurrencyOf(1)
        .with(BudgetViews.Read::new)
        .map(
            read ->
                Pages.budgets(
                    frame.own(text.title(), acting),
                    views.of(acting, read, notice, written, errors)));
  }

  private Acting acting(String tenant) {
    return frame.visitor().in(tenant).orElseThrow(NotFoundException::new);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
