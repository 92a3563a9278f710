package dev.turnpike.admin;

import dev.turnpike.tenants.event.EndpointTerms;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.ui.Page;
import dev.turnpike.ui.WebhooksDesk;
import dev.turnpike.ui.WebhooksDesk.Result;
import dev.turnpike.ui.WebhooksText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which of a publisher's systems are told what happens, and whether it arrived. */
@Path("/admin/{tenant}/webhooks")
@Produces(MediaType.TEXT_HTML)
class WebhookPages {
  private final Frame frame;
  private final WebhooksDesk desk;
  private final WebhooksText text;

  WebhookPages(Frame frame, WebhooksDesk desk, WebhooksText text) {
    this.frame = frame;
    this.desk = desk;
    this.text = text;
  }

  @GET
  public Uni<Response> list(String tenant, @RestQuery @Nullable String done) {
    Acting acting = acting(tenant);
    return desk.list(acting, address(acting), done).map(result -> answer(acting, result));
  }

  @POST
  @AsksAgain
  public Uni<Response> create(
      String tenant,
      @FormParam("name") @Nullable String name,
      @FormParam("url") @Nullable String url,
      @FormParam("type") @Nullable List<String> types) {
    Acting acting = acting(tenant);
    return desk.create(acting, address(acting), EndpointTerms.of(name, url, types))
        .map(result -> answer(acting, result));
  }

  @GET
  @Path("{endpoint}")
  public Uni<Response> one(
      String tenant,
      String endpoint,
      @RestQuery @Nullable String before,
      @RestQuery @Nullable String done) {
    Acting acting = acting(tenant);
    return desk.one(acting, address(acting), endpoint, before, done)
        .map(result -> answer(acting, result));
  }

  @POST
  @Path("{endpoint}")
  public Uni<Response> change(
      String tenant,
      String endpoint,
      @FormParam("name") @Nullable String name,
      @FormParam("url") @Nullable String url,
      @FormParam("type") @Nullable List<String> types) {
    Acting acting = acting(tenant);
    return desk.change(acting, address(acting), endpoint, EndpointTerms.of(name, url, types))
        .map(result -> answer(acting, result));
  }

  @POST
  @Path("{endpoint}/on")
  public Uni<Response> enable(String tenant, String endpoint) {
    Acting acting = acting(tenant);
    return desk.enable(acting, address(acting), endpoint).map(result -> answer(acting, result));
  }

  @POST
  @Path("{endpoint}/off")
  public Uni<Response> disable(String tenant, String endpoint) {
    Acting acting = acting(tenant);
    return desk.disable(acting, address(acting), endpoint).map(result -> answer(acting, result));
  }

  @POST
  @Path("{endpoint}/test")
  public Uni<Response> test(String tenant, String endpoint) {
    Acting acting = acting(tenant);
    return desk.test(acting, address(acting), endpoint).map(result -> answer(acting, result));
  }

  @POST
  @Path("{endpoint}/missed")
  public Uni<Response> missed(String tenant, String endpoint) {
    Acting acting = acting(tenant);
    return desk.missed(acting, address(acting), endpoint).map(result -> answer(acting, result));
  }

  @POST
  @AsksAgain
  @Path("{endpoint}/rotation")
  public Uni<Response> rotate(String tenant, String endpoint) {
    Acting acting = acting(tenant);
    return desk.rotate(acting, address(acting), endpoint).map(result -> answer(acting, result));
  }

  @GET
  @Path("{endpoint}/removal")
  public Uni<Response> removal(String tenant, String endpoint) {
    Acting acting = acting(tenant);
    return desk.removal(acting, address(acting), endpoint).map(result -> answer(acting, result));
  }

  @POST
  @Path("{endpoint}/removal")
  public Uni<Response> remove(String tenant, String endpoint) {
    Acting acting = acting(tenant);
    return desk.remove(acting, address(acting), endpoint).map(result -> answer(acting, result));
  }

  @GET
  @Path("{endpoint}/deliveries/{delivery}")
  public Uni<Response> delivery(String tenant, String endpoint, String delivery) {
    Acting acting = acting(tenant);
    return desk.delivery(acting, address(acting), endpoint, delivery)
        .map(result -> answer(acting, result));
  }

  @POST
  @Path("{endpoint}/deliveries/{delivery}/replay")
  public Uni<Response> replay(String tenant, String endpoint, String delivery) {
    Acting acting = acting(tenant);
    return desk.replay(acting, address(acting), endpoint, delivery)
        .map(result -> answer(acting, result));
  }

  private Acting acting(String tenant) {
    return frame.acting(tenant);
  }

  private static String address(Acting acting) {
    return "/admin/" + acting.slug() + "/webhooks";
  }

  private Response answer(Acting acting, Result result) {
    Page page = frame.of(acting, text.title(), Frame.Place.WEBHOOKS);
    return switch (result) {
      case Result.To(String address) -> Response.seeOther(URI.create(address)).build();
      case Result.Many(int status, var view) ->
          Response.status(status).entity(WebhookTemplates.webhooks(page, view)).build();
      case Result.Single(int status, var view) ->
          Response.status(status).entity(WebhookTemplates.webhook(page, view)).build();
      case Result.Log(var view) ->
          Response.ok(WebhookTemplates.webhookDelivery(page, view)).build();
      case Result.Fresh(var view) ->
          Response.ok(WebhookTemplates.webhookSecret(page, view))
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .build();
      case Result.Asked(var view) ->
          Response.ok(WebhookTemplates.webhookRemoval(page, view)).build();
      case Result.Unknown _ -> throw new NotFoundException();
    };
  }
}
