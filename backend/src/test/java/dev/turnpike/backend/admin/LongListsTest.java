package dev.turnpike.backend.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Lists that grow with each consumer are searched and cut by the database. */
@QuarkusTest
class LongListsTest {
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
  private static final List<String> LISTS = List.of("invoices", "mails", "clocks", "books");
  private static final int CONSUMERS = 60;

  @Inject Cast cast;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private AdminBrowser browser;
  private String cookie;
  private String own;

  @BeforeEach
  void make(TestInfo test) {
    browser = new AdminBrowser(portal);
    own = Integer.toHexString(test.getDisplayName().hashCode());
    TenantId publisher = cast.tenant("long-" + own, true);
    cookie = browser.cookie(cast.member(publisher, "lena.l" + own, "owner"));
    cast.sql(
        "insert into tenant (id, slug, name, publishes, created_at) select gen_random_uuid(),"
            + " 'l' || n || '-"
            + own
            + "', 'Long ' || n || '.', false, now() from generate_series(1, "
            + CONSUMERS
            + ") n");
    cast.sql(
        "insert into account (id, publisher_id, consumer_id, mode, currency, created_at)"
            + " select gen_random_uuid(), ?, id, 'test', 'USD', now() from tenant"
            + " where slug like 'l%-' || ? and not publishes",
        publisher.value(), own);
    cast.sql(
        "insert into wallet (id, publisher_id, consumer_id, account_id, currency)"
            + " select gen_random_uuid(), publisher_id, consumer_id, id, 'USD' from account"
            + " where publisher_id = ?",
        publisher.value());
    cast.sql(
        "insert into invoice (id, publisher_id, consumer_id, account_id, number, state, currency,"
            + " total, issued_at, due_at) select gen_random_uuid(), a.publisher_id, a.consumer_id,"
            + " a.id, 'N-' || substr(t.name, 6), 'open', 'USD', 9000000, now(), now() from account a"
            + " join tenant t on t.id = a.consumer_id where a.publisher_id = ?",
        publisher.value());
    cast.sql(
        "insert into notice (id, tenant_id, publisher_id, account_id, subject, kind, period,"
            + " threshold, tone, title, body, path, at, told_at) select gen_random_uuid(),"
            + " a.consumer_id, a.publisher_id, a.id, a.id, 'wallet', 'p', 50, 'info',"
            + " 'Told to ' || t.name, '', '/', now(), now() from account a"
            + " join tenant t on t.id = a.consumer_id where a.publisher_id = ?",
        publisher.value());
  }

  @Test
  @Tag("R120")
  void invoices_mails_clocks_and_books_come_in_pages_that_lose_nothing() {
    for (String list : LISTS) {
      List<String> pages = pages("/admin/long-" + own + "/" + list);
      assertEquals(list.equals("books") ? 3 : 2, pages.size(), list);
      assertEquals(CONSUMERS, pages.stream().mapToInt(LongListsTest::rows).sum(), list);
      for (int n = 1; n <= CONSUMERS; n++) {
        String name = list.equals("books") ? ">l" + n + "-" + own : "Long " + n + ".";
        assertEquals(1, pages.stream().filter(page -> page.contains(name)).count(), name);
      }
    }
  }

  @Test
  @Tag("R120")
  void each_is_searched_for_a_consumer_and_keeps_what_was_asked() {
    for (String list : LISTS) {
      String root = "/admin/long-" + own + "/" + list;
      String found = get(root + "?q=long+17.");
      assertEquals(1, rows(found), list);
      assertTrue(found.contains("value=\"long 17.\""), list);
      assertEquals(0, rows(get(root + "?q=%25%25")), list + ": no wildcard");
      assertEquals(0, rows(get(root + "?q=nobody")), list);
      int many = pages(root + "?q=LONG+").stream().mapToInt(LongListsTest::rows).sum();
      assertEquals(CONSUMERS, many, list);
    }
    assertEquals(1, rows(get("/admin/long-" + own + "/invoices?q=n-17.&state=open")));
    assertEquals(0, rows(get("/admin/long-" + own + "/invoices?q=n-17.&state=paid")));
  }

  private String get(String path) {
    return browser
        .with(cookie)
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private List<String> pages(String path) {
    List<String> pages = new ArrayList<>();
    String next = path;
    while (next != null) {
      String page = get(next);
      pages.add(page);
      Matcher more = NEXT.matcher(page);
      next = more.find() ? more.group(1).replace("&amp;", "&") : null;
    }
    return pages;
  }

  private static int rows(String page) {
    return page.split("<tr><td class=\"main\"", -1).length - 1;
  }
}
