package cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many connections on one thread, each with one call at a time, spread over the nodes. A polite
 * client: told to wait (402 {@code CREDITS_HELD}, 429, 503, each with Retry-After) it waits; told
 * that the money is gone it stops. A connection that breaks is made again.
 *
 * <p>A call is seen whole when every byte of its answer arrived, and cut off otherwise.
 */
final class Load implements Runnable {
  private static final Duration AGAIN = Duration.ofMillis(200);

  private final List<Node> nodes;
  private final int connections;
  private final List<byte[]> requests;
  private final long mostServed;
  private final boolean untilRefused;
  private final long deadline;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong served = new AtomicLong();
  private final PriorityQueue<Wake> waiting = new PriorityQueue<>();
  private Selector selector;
  private int live;
  private long inFlight;

  /** What was seen; complete when the run is over. */
  final List<UUID> whole = new ArrayList<>();
  final List<UUID> failed = new ArrayList<>();
  final List<UUID> cutOff = new ArrayList<>();
  final Map<String, Long> refusals = new TreeMap<>();
  final Map<Integer, Long> servedBy = new ConcurrentSkipListMap<>();
  long cutOffWithoutHead;
  long firstNanos;
  long lastServedNanos;
  long endNanos;
  long unfinished;

  private record Wake(long nanos, Connection connection) implements Comparable<Wake> {
    @Override
    public int compareTo(Wake other) {
      return Long.compare(nanos, other.nanos);
    }
  }

  /**
   * A load.
   *
   * @param keys connection i calls with key i modulo their number
   * @param mostServed ends after so many answers with a 2xx
   * @param untilRefused a connection ends with the first refusal that no waiting helps
   */
  Load(
      List<Node> nodes,
      int connections,
      List<String> keys,
      String path,
      long mostServed,
      boolean untilRefused,
      Duration patience) {
    this.nodes = List.copyOf(nodes);
    this.connections = connections;
    this.requests = keys.stream().map(key -> request(path, key)).toList();
    this.mostServed = mostServed;
    this.untilRefused = untilRefused;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  private static byte[] request(String path, String key) {
    return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: " + key + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  long served() {
    return served.get();
  }

  /** Calls in flight are finished, no new ones begun. */
  void stop() {
    stopped.set(true);
  }

  /** Answers with a 2xx in a second, from the first call to the last of them. */
  double rate() {
    return served() / ((lastServedNanos - firstNanos) / 1e9);
  }

  double seconds() {
    return (lastServedNanos - firstNanos) / 1e9;
  }

  String figures() {
    return Proof.format(
        "%d served in %.1f s (%.0f/s; by node %s), refused %s, cut off %d",
        served(), seconds(), rate(), servedBy, refusals, cutOff.size() + cutOffWithoutHead);
  }

  @Override
  public void run() {
    try (Selector opened = Selector.open()) {
      selector = opened;
      firstNanos = System.nanoTime();
      lastServedNanos = firstNanos;
      for (int i = 0; i < connections; i++) {
        live++;
        new Connection(nodes.get(i % nodes.size()), requests.get(i % requests.size())).connect();
      }
      while (live > 0 && System.nanoTime() < deadline) {
        turn();
      }
      unfinished = live;
      endNanos = System.nanoTime();
    } catch (IOException broken) {
      throw new IllegalStateException("the load broke", broken);
    }
  }

  private void turn() throws IOException {
    Wake first = waiting.peek();
    long millis =
        first == null ? 100 : Math.min(100, (first.nanos() - System.nanoTime()) / 1_000_000);
    if (millis <= 0) {
      selector.selectNow();
    } else {
      selector.select(millis);
    }
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key.isValid()) {
        ((Connection) key.attachment()).ready(key);
      }
    }
    while (!waiting.isEmpty()
        && (waiting.peek().nanos() <= System.nanoTime() || stopped.get())) {
      waiting.poll().connection().wake();
    }
  }

  private boolean isOver() {
    return stopped.get() || served.get() + inFlight >= mostServed;
  }

  /** One connection with at most one call in flight. */
  private final class Connection {
    private final Node node;
    private final byte[] request;
    private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
    private SocketChannel channel;
    private boolean calling;
    private int headEnd = -1;
    private int bodyLength;
    private int status;
    private UUID id;
    private long retryAfterMillis;

    Connection(Node node, byte[] request) {
      this.node = node;
      this.request = request;
    }

    void connect() {
      try {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.gateway));
        channel.register(selector, SelectionKey.OP_CONNECT, this);
      } catch (IOException refused) {
        lose();
      }
    }

    void ready(SelectionKey key) {
      try {
        if (key.isConnectable()) {
          channel.finishConnect();
          key.interestOps(SelectionKey.OP_READ);
          call();
        } else if (key.isReadable()) {
          read();
        }
      } catch (IOException broken) {
        lose();
      }
    }

    void wake() {
      if (isOver()) {
        end();
      } else if (channel == null) {
        connect();
      } else {
        try {
          call();
        } catch (IOException | NotYetConnectedException broken) {
          lose();
        }
      }
    }

    private void call() throws IOException {
      if (isOver()) {
        if (stopped.get() || served.get() >= mostServed) {
          end();
        } else {
          later(5); // A call in flight may yet fail and leave room for another.
        }
        return;
      }
      calling = true;
      inFlight++;
      headEnd = -1;
      id = null;
      in.clear();
      ByteBuffer out = ByteBuffer.wrap(request);
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    private void read() throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("closed");
      }
      if (!calling) {
        throw new IOException("bytes that nobody asked for");
      }
      if (headEnd < 0) {
        parseHead();
      }
      if (headEnd >= 0 && in.position() >= headEnd + bodyLength) {
        calling = false;
        inFlight--;
        seen();
      }
    }

    private void parseHead() throws IOException {
      for (int i = 3; i < in.position(); i++) {
        if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
          String head = new String(in.array(), 0, i + 1, StandardCharsets.ISO_8859_1);
          status = Integer.parseInt(head.substring(9, 12));
          bodyLength = Integer.parseInt(field(head, "content-length", "-1"));
          if (bodyLength < 0 || i + bodyLength >= in.capacity()) {
            throw new IllegalStateException("an answer that this client does not read: " + head);
          }
          id = UUID.fromString(field(head, "x-request-id", ""));
          retryAfterMillis = 1000L * Integer.parseInt(field(head, "retry-after", "0"));
          headEnd = i + 1;
          return;
        }
      }
    }

    private static String field(String head, String name, String otherwise) {
      int at = 0;
      while ((at = head.indexOf("\r\n", at)) >= 0) {
        at += 2;
        if (head.regionMatches(true, at, name, 0, name.length())
            && head.charAt(at + name.length()) == ':') {
          return head.substring(at + name.length() + 1, head.indexOf("\r\n", at)).strip();
        }
      }
      return otherwise;
    }

    private void seen() throws IOException {
      if (status / 100 == 2) {
        served.incrementAndGet();
        lastServedNanos = System.nanoTime();
        whole.add(id);
        servedBy.merge(node.number, 1L, Long::sum);
        call();
        return;
      }
      failed.add(id);
      refusals.merge(status + code(), 1L, Long::sum);
      if (retryAfterMillis > 0) {
        later(retryAfterMillis);
      } else if (status == 500) {
        call();
      } else if (untilRefused || status == 401) {
        end();
      } else {
        later(200);
      }
    }

    private String code() {
      String body = new String(in.array(), headEnd, bodyLength, StandardCharsets.UTF_8);
      int at = body.indexOf("\"code\":\"");
      return at < 0 ? "" : " " + body.substring(at + 8, body.indexOf('"', at + 8)).toUpperCase(Locale.ROOT);
    }

    private void later(long millis) {
      waiting.add(new Wake(System.nanoTime() + millis * 1_000_000, this));
    }

    /** The connection broke; a call that was in flight is cut off. */
    private void lose() {
      if (calling) {
        calling = false;
        inFlight--;
        if (id == null) {
          cutOffWithoutHead++;
        } else {
          cutOff.add(id);
        }
      }
      close();
      if (isOver() && stopped.get()) {
        live--;
      } else {
        later(AGAIN.toMillis());
      }
    }

    private void end() {
      close();
      live--;
    }

    private void close() {
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException gone) {
        // Nothing is left to close.
      }
      channel = null;
    }
  }
}
