package cluster;

import static cluster.Proof.pause;
import static cluster.Proof.require;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the packaged application, on the shared database, with a directory of its own. */
final class Node {
  private static final Duration READY = Duration.ofMinutes(8);
  private static final Duration STOPPED = Duration.ofMinutes(1);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final int number;
  final int gateway;
  final int portal;
  private final int operations;
  private final Path data;
  private final Path jar;
  private final Map<String, String> environment;
  private Process process;

  Node(int number, int firstPort, Path home, Path jar, Map<String, String> environment)
      throws IOException {
    this.number = number;
    gateway = firstPort + 10 * number;
    portal = gateway + 1;
    operations = gateway + 2;
    data = Files.createDirectories(home.resolve("node-" + number));
    this.jar = jar;
    this.environment = environment;
  }

  /** Begins the process; {@link #awaitReady} tells when it serves. */
  void begin(boolean samples) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getenv().getOrDefault("NODE_OPTIONS_JVM", "-Xmx1g").split(" ")));
    command.add("-Dturnpike.data=" + data);
    command.add("-Dturnpike.samples=" + samples);
    command.add("-Dturnpike.demo.origins.port=" + (gateway + 3));
    // The origins of the proofs answer on this machine.
    command.add("-Dturnpike.egress.allow=127.0.0.0/8:*");
    command.add("-Dturnpike.portal.url=http://localhost:" + portal);
    command.add("-Dturnpike.gateway.host=127.0.0.1");
    command.add("-Dturnpike.gateway.port=" + gateway);
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + portal);
    command.add("-Dquarkus.management.port=" + operations);
    command.add("-jar");
    command.add(jar.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(data.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    process = builder.start();
  }

  void awaitReady() throws InterruptedException {
    long begin = System.nanoTime();
    while (!isReady()) {
      require(process.isAlive(), "node %d serves instead of ending: %s", number, lastWords());
      require(Proof.since(begin).compareTo(READY) < 0, "node %d is ready within %s", number, READY);
      pause(50);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      URI health = URI.create("http://127.0.0.1:" + operations + "/q/health/ready");
      HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void stop() throws InterruptedException {
    process.destroy();
    require(
        process.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS),
        "node %d ends within %s",
        number,
        STOPPED);
  }

  /** STOP freezes it, CONT lets it go on. */
  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + pid()).start().waitFor();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  Path data() {
    return data;
  }

  Path log() {
    return data.resolve("log");
  }

  /** The end of its log, which goes with its directory. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
    } catch (IOException unreadable) {
      return "no log";
    }
  }

  @Override
  public String toString() {
    return "node " + number;
  }
}
