package dev.turnpike.backend.management;

import dev.turnpike.backend.people.Cast;
import io.restassured.response.ExtractableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/**
 * A consumer of a test's own, made through the API: an application with a key and a subscription to
 * one of acme's weather plans.
 */
record Customer(
    String slug, String owner, String application, String key, String keyId, String subscription) {

  static Customer of(Cast cast, String slug, String plan) {
    String owner = cast.member(cast.tenant(slug, false), slug + "-owner", "owner");
    Map<String, String> app = Map.of("slug", "robot", "name", "Robot");
    String application =
        created(caller(owner), app, "/tenants/" + slug + "/applications").path("id");
    ExtractableResponse<?> issued =
        created(
            caller(owner),
            Map.of("name", "main"),
            "/tenants/" + slug + "/applications/" + application + "/keys");
    Map<String, String> wish =
        Map.of("application", application, "publisher", "acme", "product", "weather", "plan", plan);
    String subscription =
        created(caller(owner), wish, "/tenants/" + slug + "/subscriptions").path("id");
    String key = issued.path("secret");
    Manage.until(200, () -> Manage.with(key).get("/billing/state"));
    return new Customer(slug, owner, application, key, issued.path("key.id"), subscription);
  }

  private static ExtractableResponse<?> created(
      RequestSpecification caller, Map<String, ?> body, String path) {
    return Manage.json(caller, body).post(path).then().statusCode(201).extract();
  }

  RequestSpecification asOwner() {
    return caller(owner);
  }

  private static RequestSpecification caller(String email) {
    return Manage.as(email, Cast.PASSWORD);
  }

  String path(String rest) {
    return "/tenants/" + slug + rest;
  }
}
