import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives a prepaid key over loopback, ends the process under that load, starts it again, and
 * compares what clients saw with what the ledger says. Run by {@code bench/proofs/restart}.
 *
 * <p>A call counts as seen whole when its client had every byte of a 2xx; whatever else happened to
 * it, it is one of the others.
 */
final class Restart {
  private static final int CALLERS = 16;
  private static final int MOST_CALLS_A_ROUND = 20_000;
  private static final long PRICE_MICROS = 10_000;
  private static final Duration READY = Duration.ofMinutes(10);
  private static final Duration STOPPED = Duration.ofMinutes(1);
  /** The call log, and with it the rows of denials, is written every 200 ms. */
  private static final Duration LOGGED = Duration.ofSeconds(1);
  private static final String FORECAST = "/acme/weather/forecast/oslo";
  private static final String CITIES = "/acme/weather/cities";
  private static final String FLAKY = "/acme/weather/flaky";
  private static final Pattern PAYMENT_LINK = Pattern.compile("<([^>]*)>; rel=\"payment\"");

  private final Path demo;
  private final Path data;
  private final int offset;
  private final Random random = new Random();
  private final ObjectMapper json = new ObjectMapper();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long creditMicros;
  private Process process;

  /** A call as its client saw it; no id when not even the head came. */
  private record Seen(UUID id, int status, boolean whole) {
    boolean isWholeSuccess() {
      return whole && status / 100 == 2;
    }
  }

  private Restart(Path demo, Path data, int offset) {
    this.demo = demo;
    this.data = data;
    this.offset = offset;
  }

  public static void main(String... args) throws Exception {
    new Restart(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]))
        .prove(Integer.parseInt(args[3]));
  }

  private void prove(int kills) throws Exception {
    say("first start: ready after %d ms", start());
    readKeys();
    String drained = refusal("globex", "drained", FORECAST);
    Browser gwen = new Browser("gwen@globex.example");
    gwen.pay(drained, "5000.00");
    creditMicros += 5_000_000_000L;
    for (int i = 1; i <= kills; i++) {
      round("kill -9, round " + i, drained, gwen, i == kills);
    }
    cleanRound();
    long others = compare();
    stop();
    requireNothingLeft();
    say("in all: %s; of these last %d are charged, each once", figures(0), others);
  }

  /** Load, a payment and a refusal that are answered for, and then the end without a warning. */
  private void round(String name, String drained, Browser gwen, boolean last) throws Exception {
    int before = seen.size();
    List<Thread> callers = load();
    pause(500 + random.nextInt(2000));
    String early = refusal("initech", "overdue", FORECAST);
    pause((int) LOGGED.toMillis());
    gwen.pay(drained, "10.00");
    creditMicros += 10_000_000;
    if (last) {
      gwen.revoke(keyId("globex", "simulate"));
    }
    // Of another operation: equal refusals within a minute are one denial.
    String late = refusal("initech", "overdue", CITIES);
    process.destroyForcibly().waitFor();
    join(callers);
    long ready = start();
    compare();
    requireStates(last ? 401 : 200);
    Browser ines = new Browser("ines@initech.example");
    ines.requirePage(early, FORECAST);
    // Its row may be lost; what is to be paid is not.
    ines.requirePage(late, "A-1001");
    require(
        one("select count(*) from denial where id = ?", denialId(early)).equals("1"),
        "the denial of a second before the kill has its row");
    String kept = one("select count(*) from denial where id = ?", denialId(late));
    say("the denial just before the kill opens; rows of it: %s", kept);
    say("%s: ready again after %d ms; %s", name, ready, figures(before));
  }

  private void cleanRound() throws Exception {
    int before = seen.size();
    long othersBefore = compare();
    List<Thread> callers = load();
    pause(2000);
    stop();
    join(callers);
    requireNothingLeft();
    long ready = start();
    long lost = compare() - othersBefore;
    require(lost == 0, lost + " calls in flight were charged and not answered");
    requireStates(401);
    say("clean restart: ready again after %d ms; %s", ready, figures(before));
  }

  // The process

  /** Starts, waits until it is ready, and tells how many milliseconds that took. */
  private long start() throws Exception {
    long begin = System.nanoTime();
    process =
        new ProcessBuilder(
                demo.toString(), "--data", data.toString(), "--port-offset", "" + offset)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(Path.of(data + ".log").toFile()))
            .start();
    while (!isReady()) {
      require(process.isAlive(), "the process ended instead of serving, see its log");
      require(System.nanoTime() - begin < READY.toNanos(), "ready within " + READY);
      pause(50);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private boolean isReady() throws InterruptedException {
    try {
      URI health = URI.create("http://127.0.0.1:" + (9000 + offset) + "/q/health/ready");
      HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void stop() throws Exception {
    process.destroy();
    require(process.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS), "ends within " + STOPPED);
  }

  private void requireNothingLeft() throws Exception {
    Path pid = data.resolve("postgres/cluster/postmaster.pid");
    require(!Files.exists(pid), "PostgreSQL was stopped: no " + pid);
    List<String> left =
        ProcessHandle.allProcesses()
            .map(handle -> handle.info().commandLine().orElse(""))
            .filter(line -> line.contains(data + "/"))
            .toList();
    require(left.isEmpty(), "no process is left: " + left);
  }

  // The load

  private List<Thread> load() {
    List<Thread> callers = new ArrayList<>();
    String key = keys.get("globex/drained");
    Process current = process;
    for (int i = 0; i < CALLERS; i++) {
      String path = i % 8 == 0 ? FLAKY : FORECAST;
      callers.add(Thread.startVirtualThread(() -> callUntilTheEndOf(current, path, key)));
    }
    return callers;
  }

  private void callUntilTheEndOf(Process current, String path, String key) {
    HttpClient own = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      for (int i = 0; i < MOST_CALLS_A_ROUND / CALLERS && current.isAlive(); i++) {
        seen.add(call(own, path, key));
      }
    } catch (ConnectException nobodyListens) {
      // The client tries a call again whose connection broke: the first try may be charged.
      seen.add(new Seen(null, 0, false));
    }
  }

  private Seen call(HttpClient own, String path, String key) throws ConnectException {
    UUID[] id = new UUID[1];
    int[] status = new int[1];
    try {
      own.send(
          HttpRequest.newBuilder(gateway(path))
              .header("X-API-Key", key)
              .timeout(Duration.ofSeconds(20))
              .build(),
          head -> {
            id[0] = UUID.fromString(head.headers().firstValue("X-Request-Id").orElseThrow());
            status[0] = head.statusCode();
            return BodySubscribers.ofByteArray();
          });
      return new Seen(id[0], status[0], true);
    } catch (ConnectException nobodyListens) {
      throw nobodyListens;
    } catch (IOException cutOff) {
      return new Seen(id[0], status[0], false);
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void join(List<Thread> callers) throws InterruptedException {
    for (Thread caller : callers) {
      caller.join();
    }
  }

  // What must hold

  /** Answers how many calls were charged though their client did not see them whole. */
  private long compare() throws Exception {
    Map<UUID, Integer> charged = new LinkedHashMap<>();
    try (Connection database = connect();
        ResultSet row =
            database
                .createStatement()
                .executeQuery(
                    "select u.request_id, count(t.id) from usage_event u left join ledger_txn t"
                        + " on t.id = u.txn_id"
                        + " where u.amount = "
                        + PRICE_MICROS
                        + " group by 1")) {
      while (row.next()) {
        charged.merge(row.getObject(1, UUID.class), row.getInt(2), Integer::sum);
      }
    }
    long whole = 0;
    for (Seen call : seen) {
      int times = call.id() == null ? 0 : charged.getOrDefault(call.id(), 0);
      if (call.isWholeSuccess()) {
        whole++;
        require(times == 1, "a call seen whole is charged once, not " + times + ": " + call);
      } else if (call.whole()) {
        require(times == 0, "a call that failed is not charged: " + call);
      }
    }
    require(charged.values().stream().allMatch(times -> times == 1), "no call is charged twice");
    long cutOff = seen.stream().filter(call -> !call.whole()).count();
    long others = charged.size() - whole;
    require(others >= 0 && others <= cutOff, others + " charged others among " + cutOff);
    requireLedger(charged.size());
    return others;
  }

  private void requireLedger(long calls) throws SQLException, IOException {
    require(one("select coalesce(sum(amount), 0) from ledger_entry").equals("0"), "ledger is 0");
    require(
        one("select count(*) from wallet w where posted <> (select coalesce(sum(amount), 0)"
                + " from ledger_entry where wallet_id = w.id)")
            .equals("0"),
        "each wallet is the sum of its entries");
    require(one("select coalesce(sum(amount), 0) from lease").equals("0"), "nothing is leased");
    require(one("select sum(held) from wallet").equals("0"), "no wallet holds anything");
    String posted =
        one(
            "select w.posted from wallet w join tenant c on c.id = w.consumer_id"
                + " join tenant p on p.id = w.publisher_id"
                + " where c.slug = 'globex' and p.slug = 'acme'");
    require(
        posted.equals("" + (creditMicros - calls * PRICE_MICROS)),
        "the wallet is what was paid less what was used, not " + posted);
  }

  private void requireStates(int simulate) throws Exception {
    requireStatus("globex", "good", 200);
    requireStatus("globex", "revoked", 401);
    requireStatus("globex", "simulate", simulate);
    requireStatus("globex", "pending", 403);
    requireStatus("globex", "rate-limited", 429);
    requireStatus("initech", "overdue", 402);
  }

  private void requireStatus(String tenant, String state, int status) throws Exception {
    int answered = get(tenant, state, FORECAST).statusCode();
    require(answered == status, "a key that is " + state + " answers " + answered);
  }

  // What people and programs do

  private void readKeys() throws IOException {
    JsonNode sheet = json.readTree(data.resolve("demo.json").toFile());
    for (JsonNode key : sheet.get("keys")) {
      keys.put(key.get("tenant").asText() + "/" + key.get("state").asText(), key.get("key").asText());
    }
  }

  /** The second part of {@code tp_test_<id>_<secret>}. */
  private String keyId(String tenant, String state) {
    return keys.get(tenant + "/" + state).split("_")[2];
  }

  private HttpResponse<String> get(String tenant, String state, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(gateway(path))
            .header("X-API-Key", keys.get(tenant + "/" + state))
            .build(),
        BodyHandlers.ofString());
  }

  /** Where a 402 sends its caller. */
  private String refusal(String tenant, String state, String path) throws Exception {
    HttpResponse<String> answer = get(tenant, state, path);
    require(answer.statusCode() == 402, "402, not " + answer.statusCode());
    Matcher link = PAYMENT_LINK.matcher(answer.headers().firstValue("Link").orElse(""));
    require(link.find(), "a 402 has a link to pay");
    return link.group(1);
  }

  private static String denialId(String page) {
    return page.substring(page.lastIndexOf("/den_") + "/den_".length());
  }

  /** Somebody logged in to the portal. */
  private final class Browser {
    private final HttpClient own =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    Browser(String email) throws Exception {
      require(
          post(portal("/login"), Map.of("email", email, "password", "turnpike-demo", "to", "/"))
              == 303,
          "log-in of " + email);
    }

    void pay(String page, String amount) throws Exception {
      Map<String, String> form =
          Map.of("amount", amount, "card", "sbx_accepted", "form", UUID.randomUUID().toString());
      require(post(URI.create(page + "/payments"), form) == 303, "payment of " + amount);
    }

    void revoke(String key) throws Exception {
      URI revocation = portal("/acme/keys/" + key + "/revocation");
      require(post(revocation, Map.of("tenant", "globex")) == 303, "revocation of " + key);
    }

    void requirePage(String page, String text) throws Exception {
      HttpResponse<String> answer =
          own.send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString());
      require(answer.statusCode() == 200, page + " answers " + answer.statusCode());
      require(answer.body().contains(text), page + " shows " + text);
    }

    private int post(URI uri, Map<String, String> form) throws Exception {
      StringBuilder body = new StringBuilder();
      form.forEach(
          (name, value) ->
              body.append(name)
                  .append('=')
                  .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                  .append('&'));
      return own.send(
              HttpRequest.newBuilder(uri)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("Origin", portal("").toString())
                  .POST(BodyPublishers.ofString(body.toString()))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private URI gateway(String path) {
    return URI.create("http://127.0.0.1:" + (8000 + offset) + path);
  }

  private URI portal(String path) {
    return URI.create("http://localhost:" + (8080 + offset) + path);
  }

  // The database, as the owner of the schema

  private Connection connect() throws SQLException, IOException {
    Properties passwords = new Properties();
    try (var file = Files.newBufferedReader(data.resolve("postgres/passwords"))) {
      passwords.load(file);
    }
    String port = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).get(3);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port.strip() + "/turnpike",
        "turnpike_owner",
        passwords.getProperty("owner"));
  }

  private String one(String sql, Object... parameters) throws SQLException, IOException {
    try (Connection database = connect();
        PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  // What it says

  private String figures(int from) {
    List<Seen> round = seen.stream().skip(from).toList();
    return "%d calls, %d seen whole, %d cut off or turned away"
        .formatted(
            round.size(),
            round.stream().filter(Seen::isWholeSuccess).count(),
            round.stream().filter(call -> !call.whole()).count());
  }

  private static void pause(int millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("does not hold: " + what);
    }
  }

  private static void say(String text, Object... values) {
    System.out.println(text.formatted(values));
  }
}
