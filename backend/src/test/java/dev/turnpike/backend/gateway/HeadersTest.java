package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What of a head passes the gateway, each way. */
class HeadersTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  @Tag("case-14")
  void what_belongs_to_the_connection_ends_here() throws Exception {
    String head =
        originHead(
            "Connection: close, X-Mine, Turnpike-Tenant, X-Forwarded-For",
            "X-Mine: 1",
            "Keep-Alive: timeout=5",
            "Proxy-Connection: keep-alive",
            "Proxy-Authorization: Basic eA==",
            "TE: trailers",
            "X-Kept: yes");

    for (String gone :
        List.of("x-mine", "keep-alive", "proxy-connection", "proxy-authorization", "te:")) {
      assertFalse(head.contains("\n" + gone), head);
    }
    assertTrue(head.contains("\nx-kept: yes"));
    assertTrue(head.contains("\nturnpike-tenant: globex"));
    assertTrue(head.contains("\nx-forwarded-for: 127.0.0.1\n"));
  }

  @Test
  @Tag("case-15")
  @Tag("case-16")
  void a_client_cannot_say_who_it_is() throws Exception {
    String head =
        originHead(
            "Turnpike-Tenant: initech",
            "TURNPIKE-PLAN: gold",
            "turnpike_subscription: forged",
            "Turnpike_Anything: forged",
            "X-Request-Id: forged",
            "X_Forwarded_For: 6.6.6.6",
            "X-Forwarded-For: 6.6.6.6",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: evil.example",
            "Forwarded: for=6.6.6.6",
            "X-Real-IP: 6.6.6.6",
            "X-Original-URL: /admin",
            "X-Rewrite-URL: /admin",
            "X-HTTP-Method-Override: DELETE");

    for (String forged :
        List.of("initech", "gold", "forged", "6.6.6.6", "evil", "/admin", "delete")) {
      assertFalse(head.contains(forged), head);
    }
    assertTrue(head.contains("\nturnpike-tenant: globex\n"));
    assertTrue(head.contains("\nturnpike-application: storefront\n"));
    assertTrue(head.contains("\nturnpike-plan: credits\n"));
    assertTrue(head.contains("\nturnpike-subscription: "));
    assertTrue(head.contains("\nx-forwarded-proto: http\n"));
  }

  @Test
  void the_request_id_is_ours_everywhere_and_the_clients_is_logged_beside_it() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      String answer =
          client
              .send(RawClient.get(stand, "/acme/weather/x", "X-Request-Id: mine"))
              .readUntil("ok");

      String id = stand.log.only().id().toString();
      assertTrue(answer.contains("X-Request-Id: " + id));
      assertTrue(origin.heads().getFirst().contains("Turnpike-Request-Id: " + id));
      assertEquals("mine", stand.log.only().clientRequestId());
    }
  }

  @Test
  @Tag("case-14")
  void an_origin_cannot_speak_for_the_connection_or_for_us() throws Exception {
    String answer =
        answerTo(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Length: 2",
                "Connection: X-Inner",
                "X-Inner: 1",
                "Keep-Alive: timeout=5",
                "Turnpike-Balance: 1000000 USD",
                "Billing-State: rich",
                "X-Request-Id: theirs",
                "X-Kept: yes",
                "",
                "ok"));

    assertTrue(answer.contains("X-Kept: yes"));
    assertFalse(answer.contains("X-Inner"));
    assertFalse(answer.contains("Keep-Alive"));
    assertFalse(answer.contains("1000000"));
    assertFalse(answer.contains("rich"));
    assertFalse(answer.contains("theirs"));
  }

  @Test
  void our_cookies_stay_with_us() {
    checkCookie("a=1; turnpike_session=x; b=2", "a=1; b=2");
    checkCookie("turnpike_session=x", null);
    checkCookie("TURNPIKE_SESSION=x;__Host-turnpike_admin=y; c=3", "c=3");
    checkCookie("not_turnpike_session=x", "not_turnpike_session=x");
    checkCookie("=turnpike_admin=x; a=1", "a=1");
    checkCookie("theme=dark", "theme=dark");
  }

  @Test
  void an_origin_cannot_overwrite_our_cookies() {
    assertTrue(Cookies.overwritesOurs("turnpike_session=x; Path=/"));
    assertTrue(Cookies.overwritesOurs("=turnpike_session=x"));
    assertTrue(Cookies.overwritesOurs("  __Host-turnpike_session =x; Secure"));
    assertTrue(Cookies.overwritesOurs("turnpike_admin"));
    assertFalse(Cookies.overwritesOurs("session=turnpike_session"));
    assertFalse(Cookies.overwritesOurs("theme=dark; Path=/turnpike_session"));
  }

  @Test
  @Tag("case-25")
  void answers_without_a_body_stay_without_one() throws Exception {
    String noContent = answerTo("HTTP/1.1 204 No Content\r\n\r\n");
    assertTrue(noContent.startsWith("HTTP/1.1 204"), noContent);
    assertFalse(noContent.toLowerCase(Locale.ROOT).contains("content-length"));

    String notModified = answerTo("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
    assertTrue(notModified.contains("ETag: \"1\""), notModified);
  }

  @Test
  void head_tells_the_length_that_get_would_have() throws Exception {
    try (RawOrigin origin = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.request(stand, "HEAD", "/acme/weather/x") + "\r\n");
      assertTrue(client.readUntil("\r\n\r\n").contains("Content-Length: 5000"));

      client.send(RawClient.request(stand, "HEAD", "/acme/weather/y") + "\r\n");
      stand.log.holds(2);
      assertEquals(2, stand.leases.settled());
    }
  }

  @Test
  void credentials_are_found_in_three_places_but_not_in_the_address() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      checkCredential(client, "/x", "authorization: bearer " + stand.key(), "200");
      checkCredential(client, "/x", "X-API-Key: " + stand.key(), "200");
      checkCredential(client, "/x", "apikey: " + stand.key(), "200");
      String same = "apikey: " + stand.key() + "\r\nX-Api-Key: " + stand.key();
      checkCredential(client, "/x", same, "200");
      String two = "apikey: other\r\nX-API-Key: " + stand.key();
      checkCredential(client, "/x", two, "400");
      checkCredential(client, "/x?apikey=" + stand.key(), "X-None: 1", "401");
      checkCredential(client, "/x", "Authorization: Basic dTpw", "401");
      assertFalse(stand.log.calls().toString().contains(stand.key()));
    }
  }

  @Test
  @Tag("case-11")
  void trailers_never_become_headers() throws Exception {
    String answered =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "2",
            "ok",
            "0",
            "Turnpike-Cost: 0 USD",
            "",
            "");
    try (RawOrigin origin = RawOrigin.saying(answered);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(
          RawClient.request(stand, "POST", "/acme/weather/x", "Transfer-Encoding: chunked")
              + String.join(
                  "\r\n", "", "2", "hi", "0", "Turnpike-Tenant: initech", "Host: evil", "", ""));
      String answer = client.readUntil("0\r\n\r\n");

      assertFalse(answer.contains("0 USD\r\n\r\n"), answer);
      assertFalse(origin.heads().toString().contains("initech"));
    }
  }

  private static void checkCredential(RawClient client, String path, String header, String status)
      throws Exception {
    client.forget();
    client.send(
        "GET /acme/weather" + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n");
    assertTrue(
        client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 " + status), client.readUntil("\r\n"));
    client.readFor(Duration.ofMillis(100));
  }

  private static void checkCookie(String header, String expected) {
    assertEquals(expected, Cookies.withoutOurs(header));
  }

  /** The head the origin got, in lower case. */
  private static String originHead(String... headers) throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x", headers)).readUntil("ok");
      return origin.heads().getFirst().toLowerCase(Locale.ROOT);
    }
  }

  private static String answerTo(String answer) throws Exception {
    try (RawOrigin origin = RawOrigin.saying(answer);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x"));
      stand.log.only();
      return client.readUntil("\r\n\r\n");
    }
  }
}
