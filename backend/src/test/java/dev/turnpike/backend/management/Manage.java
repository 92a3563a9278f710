package dev.turnpike.backend.management;

import static io.restassured.RestAssured.given;

import dev.turnpike.tenants.definition.Samples;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The management API as a program uses it. */
final class Manage {
  static final String ROOT = "/manage/v1";
  private static final Duration SNAPSHOT = Duration.ofSeconds(5);

  private Manage() {}

  /** A caller with a person's token. */
  static RequestSpecification as(String email) {
    return as(email, Samples.PASSWORD);
  }

  static RequestSpecification as(String email, String password) {
    return given().header("Authorization", "Bearer " + token(email, password)).basePath(ROOT);
  }

  static String token(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post(ROOT + "/sessions")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  /** A caller with an application's key. */
  static RequestSpecification with(String key) {
    return given().header("X-API-Key", key).basePath(ROOT);
  }

  static RequestSpecification anonymous() {
    return given().basePath(ROOT);
  }

  static RequestSpecification json(RequestSpecification caller, Map<String, ?> body) {
    return caller.contentType(ContentType.JSON).body(body);
  }

  /** Asks until the snapshot knows what was just changed. */
  static Response until(int status, Supplier<Response> question) {
    long end = System.nanoTime() + SNAPSHOT.toNanos();
    Response answer = question.get();
    while (answer.statusCode() != status && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      answer = question.get();
    }
    return answer;
  }
}
