package dev.turnpike.backend.publishing;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.publishing.Bazaar.Stall;
import dev.turnpike.tenants.catalog.DeprecationTerms;
import dev.turnpike.tenants.publishing.Ends;
import dev.turnpike.tenants.publishing.PublishAnswer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An API's end is told to callers and subscribers before it comes, and can be taken back. */
@QuarkusTest
class EndsTest {
  private static final DeprecationTerms END =
      new DeprecationTerms(
          "2026-12-01T00:00:00Z",
          "2027-06-30T00:00:00Z",
          "better-goods",
          "https://goods.example/move");

  @Inject Bazaar bazaar;
  @Inject Cast cast;
  @Inject Ends ends;

  private HttpServer origin;

  @BeforeEach
  void open() throws IOException {
    origin = Bazaar.origin("origin");
  }

  @AfterEach
  void close() {
    origin.stop(0);
  }

  @Test
  @Tag("R190")
  @Tag("R192")
  void answers_of_a_deprecated_api_say_when_it_ends_and_what_follows() throws Exception {
    Stall stall = bazaar.stall("end-told", origin);
    assertTrue(bazaar.call(stall, "/a").headers().firstValue("Deprecation").isEmpty());

    assertInstanceOf(
        PublishAnswer.Done.class, await(() -> ends.announce(stall.editor(), "goods", END)));

    HttpResponse<String> answer =
        bazaar.becomes(
            stall, "/a", a -> a.headers().firstValue("Deprecation").isPresent(), Bazaar.BOUND);
    assertEquals(200, answer.statusCode());
    assertEquals("@1796083200", answer.headers().firstValue("Deprecation").orElseThrow());
    assertEquals(
        "Wed, 30 Jun 2027 00:00:00 GMT", answer.headers().firstValue("Sunset").orElseThrow());
    assertEquals(
        List.of(
            "<https://goods.example/move>; rel=\"deprecation\"; type=\"text/html\"",
            "</end-told/better-goods>; rel=\"successor-version\""),
        answer.headers().allValues("Link"));
    assertEquals("deprecated", stage(stall));
    assertEquals(
        "api-deprecated end-told-buyer",
        cast.one(
            "select n.kind || ' ' || t.slug from notice n join tenant t on t.id = n.tenant_id"
                + " where n.publisher_id = ?",
            stall.editor().tenant().value()));

    assertInstanceOf(
        PublishAnswer.Same.class, await(() -> ends.announce(stall.editor(), "goods", END)));
    assertInstanceOf(
        PublishAnswer.Done.class, await(() -> ends.announce(stall.editor(), "goods", null)));
    bazaar.becomes(stall, "/a", a -> a.headers().firstValue("Deprecation").isEmpty(), Bazaar.BOUND);
    assertEquals("published", stage(stall));
  }

  @Test
  @Tag("R190")
  void a_retired_api_is_410_with_its_successor_until_it_is_brought_back() throws Exception {
    Stall stall = bazaar.stall("end-over", origin);
    await(() -> ends.announce(stall.editor(), "goods", END));

    assertInstanceOf(PublishAnswer.Done.class, await(() -> ends.retire(stall.editor(), "goods")));

    HttpResponse<String> gone =
        bazaar.becomes(stall, "/a", a -> a.statusCode() == 410, Bazaar.BOUND);
    assertTrue(gone.body().contains("API_RETIRED"), gone.body());
    assertTrue(gone.body().contains("/end-over/better-goods"), gone.body());
    assertInstanceOf(
        PublishAnswer.Retired.class, await(() -> ends.announce(stall.editor(), "goods", null)));

    assertInstanceOf(
        PublishAnswer.Done.class, await(() -> ends.bringBack(stall.editor(), "goods")));
    bazaar.becomes(stall, "/a", a -> a.statusCode() == 200, Bazaar.BOUND);
    assertEquals("deprecated", stage(stall));
    assertEquals(
        "api.deprecated api.retired api.brought_back",
        cast.one(
            "select string_agg(action, ' ' order by id) from audit where tenant_id = ?",
            stall.editor().tenant().value()));
  }

  @Test
  void an_end_before_its_beginning_is_refused_by_field() throws Exception {
    Stall stall = bazaar.stall("end-odd", origin);
    PublishAnswer.Invalid invalid =
        assertInstanceOf(
            PublishAnswer.Invalid.class,
            await(
                () ->
                    ends.announce(
                        stall.editor(),
                        "goods",
                        new DeprecationTerms(
                            "2027-01-01T00:00:00Z",
                            "2026-01-01T00:00:00Z",
                            "No Slug",
                            "ftp://x"))));
    assertEquals(
        List.of("deprecation.sunset", "deprecation.successor", "deprecation.link"),
        invalid.faults().stream().map(fault -> fault.path()).toList());
  }

  private String stage(Stall stall) {
    return cast.one(
        "select stage from api where slug = 'goods' and tenant_id = ?",
        stall.editor().tenant().value());
  }
}
