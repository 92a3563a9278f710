package dev.turnpike.backend.people;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** A browser without JavaScript: it keeps cookies, names its origin, follows nothing by itself. */
public final class Browser {
  private final String portal;
  private final Map<String, String> cookies = new HashMap<>();

  public Browser(String portal) {
    this.portal = portal;
  }

  public Response get(String path) {
    return kept(request().get(path));
  }

  /** Sends a form of names and values in turn. */
  public Response post(String path, String... fields) {
    RequestSpecification form =
        request().header("Origin", portal).contentType("application/x-www-form-urlencoded");
    for (int i = 0; i < fields.length; i += 2) {
      form.formParam(fields[i], fields[i + 1]);
    }
    return kept(form.post(path));
  }

  public Browser logIn(String email, String password) {
    post("/login", "email", email, "password", password).then().statusCode(303);
    return this;
  }

  private RequestSpecification request() {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html")
        .header("User-Agent", "a test's browser")
        .cookies(cookies);
  }

  private Response kept(Response answer) {
    cookies.putAll(answer.cookies());
    return answer;
  }
}
