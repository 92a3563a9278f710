package dev.turnpike.backend.publishing;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.publishing.Bazaar.Stall;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.BadApi;
import dev.turnpike.tenants.catalog.OriginTerms;
import dev.turnpike.tenants.publishing.ApiFacts;
import dev.turnpike.tenants.publishing.Drafts;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Release;
import dev.turnpike.tenants.publishing.Releases;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an API is changes only by releases, at once and everywhere, and goes back in one step. */
@QuarkusTest
class ReleasesTest {
  @Inject Bazaar bazaar;
  @Inject Cast cast;
  @Inject Drafts drafts;
  @Inject Releases releases;

  @ConfigProperty(name = "turnpike.database.url")
  String url;

  @ConfigProperty(name = "turnpike.database.app-password")
  String password;

  private HttpServer old;
  private HttpServer fresh;

  @BeforeEach
  void open() throws IOException {
    old = Bazaar.origin("old");
    fresh = Bazaar.origin("fresh");
  }

  @AfterEach
  void close() {
    old.stop(0);
    fresh.stop(0);
  }

  @Test
  @Tag("R190")
  @Tag("R192")
  void a_release_and_its_rollback_are_in_force_within_a_second() throws Exception {
    Stall stall = bazaar.stall("rel-spread", old);
    int before = number(stall);
    ApiTerms terms = Bazaar.terms(fresh, "GET /things");
    assertInstanceOf(
        PublishAnswer.Kept.class, await(() -> drafts.keep(stall.editor(), "goods", terms)));
    assertEquals("old /things", bazaar.call(stall, "/things").body(), "a draft changes nothing");

    Release done = done(await(() -> releases.publish(stall.editor(), "goods", "Moved.")));
    assertEquals(before + 1, done.number());
    bazaar.becomes(stall, "/things", a -> a.body().equals("fresh /things"), Bazaar.BOUND);
    assertEquals(404, bazaar.call(stall, "/other").statusCode(), "the release names one operation");

    done(await(() -> releases.rollBack(stall.editor(), "goods", before)));
    bazaar.becomes(stall, "/other", a -> a.body().equals("old /other"), Bazaar.BOUND);
    List<Release> all = await(() -> releases.list(stall.editor(), "goods"));
    assertEquals(before + 1, all.getFirst().number(), "what was taken back is still told");
    assertEquals("Moved.", all.getFirst().note());
    assertEquals(before, all.stream().filter(Release::live).findFirst().orElseThrow().number());
    assertEquals(
        "api.drafted api.published api.rolled_back",
        cast.one(
            "select string_agg(action, ' ' order by id) from audit where tenant_id = ?",
            stall.editor().tenant().value()));
  }

  @Test
  void a_draft_that_says_the_same_makes_no_release() throws Exception {
    Stall stall = bazaar.stall("rel-same", old);
    int before = number(stall);
    ApiTerms same = Bazaar.terms(old);
    await(() -> drafts.keep(stall.editor(), "goods", same));
    assertEquals(
        new PublishAnswer.Same(before), await(() -> releases.publish(stall.editor(), "goods", "")));
    assertEquals(
        new PublishAnswer.NoDraft(), await(() -> releases.publish(stall.editor(), "goods", "")));
  }

  @Test
  void an_api_made_from_nothing_needs_an_origin_before_it_is_published() throws Exception {
    Stall stall = bazaar.stall("rel-nothing", old);
    PublishAnswer made = await(() -> drafts.create(stall.editor(), ApiFacts.of("bread", "Bread")));
    assertInstanceOf(PublishAnswer.Kept.class, made);
    assertEquals(
        new PublishAnswer.Taken("bread"),
        await(() -> drafts.create(stall.editor(), ApiFacts.of("bread", "Bread"))));
    PublishAnswer.Invalid missing =
        assertInstanceOf(
            PublishAnswer.Invalid.class,
            await(() -> releases.publish(stall.editor(), "bread", "")));
    assertEquals("origins.origin", missing.faults().getFirst().path());

    await(() -> drafts.keep(stall.editor(), "bread", Bazaar.terms(old, "GET /loaves/{id}")));
    assertEquals(1, done(await(() -> releases.publish(stall.editor(), "bread", ""))).number());
    assertEquals(
        "published GET /loaves/{id}",
        cast.one(
            "select a.stage || ' ' || o.method || ' ' || o.path from api a join operation o"
                + " on o.api_id = a.id where a.slug = 'bread' and a.tenant_id = ?",
            stall.editor().tenant().value()));
  }

  @Test
  void a_release_cannot_be_changed_by_the_application() throws Exception {
    try (Connection app = DriverManager.getConnection("jdbc:" + url, "turnpike_app", password);
        Statement statement = app.createStatement()) {
      for (String change : List.of("update api_release set note = ''", "delete from api_release")) {
        SQLException refused = assertThrows(SQLException.class, () -> statement.execute(change));
        assertEquals("42501", refused.getSQLState(), change);
      }
    }
  }

  @Test
  void every_fault_of_terms_names_its_field() {
    OriginTerms origin = new OriginTerms("ftp://x", "http://user@host");
    BadApi bad = assertThrows(BadApi.class, () -> new ApiTerms(List.of(), origin, null));
    assertEquals(
        List.of("origins.origin", "origins.test_origin"),
        bad.faults().stream().map(fault -> fault.path()).toList());
    assertTrue(bad.getMessage().contains("ftp://x"), bad.getMessage());
  }

  private int number(Stall stall) {
    return await(() -> releases.list(stall.editor(), "goods")).getFirst().number();
  }

  private static Release done(PublishAnswer answer) {
    return assertInstanceOf(PublishAnswer.Done.class, answer).release();
  }
}
