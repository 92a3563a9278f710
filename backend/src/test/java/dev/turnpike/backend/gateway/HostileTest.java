package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bytes that no honest client sends. The origin sees one request or none; after a rejection the
 * connection is closed, so that nothing behind it is ever taken for a request.
 */
class HostileTest {
  private static final String NEXT = "GET /acme/weather/smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

  private static RawOrigin origin;
  private static Stand stand;

  @BeforeAll
  static void start() {
    origin = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    stand = Stand.before(origin.uri());
  }

  @AfterAll
  static void stop() {
    stand.close();
    origin.close();
  }

  @Test
  @Tag("case-17")
  void a_request_needs_exactly_one_host() throws Exception {
    check("GET /acme/weather/x HTTP/1.1\r\n\r\n", 400);
    check("GET /acme/weather/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    check("GET /acme/weather/x HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400);
    check("GET /acme/weather/x HTTP/1.1\r\nHost: a, b\r\n\r\n", 400);
    check("GET /acme/weather/x HTTP/1.1\r\nHost: user@a\r\n\r\n", 400);
    check("GET /acme/weather/x HTTP/1.1\r\nHost: a:80x\r\n\r\n", 400);
  }

  @Test
  @Tag("case-2")
  @Tag("case-3")
  void a_content_length_is_one_plain_number() throws Exception {
    for (String length : new String[] {"+5", "-1", "0x5", "9223372036854775808", "5, 6"}) {
      check(post("Content-Length: " + length) + "hello", 400);
    }
    check(post("Content-Length: 5\r\nContent-Length: 6") + "hello", 400);
  }

  @Test
  @Tag("case-4")
  @Tag("case-5")
  void the_only_transfer_coding_is_chunked() throws Exception {
    for (String coding :
        new String[] {"xchunked", "identity", "chunked, identity", "gzip, chunked"}) {
      check(post("Transfer-Encoding: " + coding) + "0\r\n\r\n", 400);
    }
    check(
        "POST /acme/weather/x HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400);
  }

  @Test
  @Tag("case-19")
  void what_is_too_large_is_told_so() throws Exception {
    String good = "GET /acme/weather/x HTTP/1.1\r\nHost: h\r\n";
    check("GET /acme/weather/" + "x".repeat(8200) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414);
    check("GET /acme/weather/" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414);
    check(good + "X-Long: " + "x".repeat(8200) + "\r\n\r\n", 431);
    check(good + "X-Many: x\r\n".repeat(101) + "\r\n", 431);
    check(good + ("X-Some: " + "x".repeat(4000) + "\r\n").repeat(20) + "\r\n", 431);
    check(post("Content-Length: 999999999999"), 413);
  }

  @Test
  @Tag("case-1")
  void a_length_beside_chunks_is_refused() throws Exception {
    check(post("Content-Length: 6\r\nTransfer-Encoding: chunked") + "0\r\n\r\n", 400);
    check(post("Transfer-Encoding: chunked\r\nContent-Length: 6") + "0\r\n\r\n", 400);
  }

  @Test
  @Tag("case-10")
  void other_forms_of_a_target_are_refused() throws Exception {
    check("CONNECT origin.example:443 HTTP/1.1\r\nHost: origin.example:443\r\n\r\n", 501);
    check("GET http://other.example/acme/weather/x HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    check("NONSENSE\r\n\r\n", 400);
  }

  @Test
  @Tag("case-21")
  void a_path_with_two_readings_is_malformed() throws Exception {
    for (String path :
        new String[] {
          "/a%2fb", "/..;/admin", "/a%00", "/%252e%252e/x", "/../../../etc", "/\\admin"
        }) {
      check("GET /acme/weather" + path + " HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    }
  }

  @Test
  @Tag("case-7")
  void a_broken_chunk_never_completes_a_request() throws Exception {
    try (RawClient client = new RawClient(stand)) {
      client.send(authorizedPost("Transfer-Encoding: chunked") + "zz\r\nhello\r\n0\r\n\r\n" + NEXT);
      String answer = client.readAll();
      assertTrue(client.isOver());
      assertFalse(answer.startsWith("HTTP/1.1 2"), answer);
    }
    assertNothingSmuggled();
  }

  @Test
  void a_chunked_body_beyond_the_limit_is_413() throws Exception {
    try (RawOrigin reader = RawOrigin.slow();
        Stand small = Stand.before(reader.uri(), Map.of("turnpike.gateway.max-body", "1K"));
        RawClient client = new RawClient(small)) {
      client.send(
          RawClient.request(small, "POST", "/acme/weather/x", "Transfer-Encoding: chunked")
              + "\r\n400\r\n"
              + "x".repeat(1024)
              + "\r\n1\r\nx\r\n");
      assertTrue(client.readUntil("BODY_TOO_LARGE").startsWith("HTTP/1.1 413"));
      assertEquals(1, small.leases.released());
    }
  }

  @Test
  @Tag("case-13")
  void pipelined_calls_are_answered_in_order() throws Exception {
    try (RawOrigin echo =
            RawOrigin.playing(
                (socket, head) -> {
                  String number = head.substring(head.indexOf("/n") + 2, head.indexOf(" HTTP"));
                  Thread.sleep(number.length() * 10L);
                  RawOrigin.say(
                      socket, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<" + number + ">");
                });
        Stand counting = Stand.before(echo.uri());
        RawClient client = new RawClient(counting)) {
      StringBuilder all = new StringBuilder();
      StringBuilder expected = new StringBuilder();
      for (char number = 'a'; number < 'a' + 20; number++) {
        all.append(RawClient.get(counting, "/acme/weather/n" + number));
        expected.append('<').append(number).append('>');
      }
      client.send(all.toString());
      String answer = client.readUntil("<t>");
      String bodies =
          Pattern.compile("<.>")
              .matcher(answer)
              .results()
              .map(MatchResult::group)
              .reduce("", String::concat);
      assertEquals(expected.toString(), bodies);
      counting.log.holds(20);
      assertEquals(20, counting.leases.settled());
    }
  }

  private static String post(String framing) {
    return "POST /acme/weather/x HTTP/1.1\r\nHost: h\r\n" + framing + "\r\n\r\n";
  }

  private static String authorizedPost(String framing) {
    return RawClient.request(stand, "POST", "/acme/weather/x", framing) + "\r\n";
  }

  private static void check(String bytes, int status) throws Exception {
    int before = stand.log.calls().size();
    try (RawClient client = new RawClient(stand)) {
      client.send(bytes + NEXT);
      String answer = client.readAll();

      assertTrue(
          answer.matches("(?s)HTTP/1.[01] " + status + " .*"),
          bytes.lines().findFirst() + "\n" + answer);
      assertTrue(client.isOver(), "the connection is closed after: " + answer);
      assertEquals(1, answer.split("HTTP/1.[01] \\d", -1).length - 1, answer);
    }
    stand.log.holds(before + 1);
    assertNothingSmuggled();
  }

  private static void assertNothingSmuggled() {
    assertFalse(origin.heads().toString().contains("smuggled"));
    assertFalse(stand.log.calls().toString().contains("smuggled"));
    Eventually.holds(
        Duration.ofSeconds(2), () -> stand.plane().inFlight() == 0, () -> "calls are in flight");
  }
}
