package dev.turnpike.backend.admin;

import static io.restassured.RestAssured.given;

import dev.turnpike.backend.people.Cast;
import io.restassured.specification.RequestSpecification;

/** A browser without JavaScript, logged in to the admin pages; it follows no redirect by itself. */
final class AdminBrowser {
  private final String portal;

  AdminBrowser(String portal) {
    this.portal = portal;
  }

  RequestSpecification as(String email) {
    return with(cookie(email));
  }

  /** The cookie of a fresh log-in. */
  String cookie(String email) {
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .formParam("email", email)
        .formParam("password", Cast.PASSWORD)
        .post("/admin/login")
        .getCookie("turnpike_admin");
  }

  RequestSpecification with(String cookie) {
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
        .cookie("turnpike_admin", cookie);
  }
}
