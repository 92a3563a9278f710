package cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cheap origin on one thread: it counts what reaches it, and answers at once or, where a proof
 * wants calls in flight, after a while; some answers may be failures.
 */
final class Origin implements AutoCloseable {
  private static final byte[] SERVED = answer("200 OK", "{\"city\":\"oslo\",\"celsius\":4}");
  private static final byte[] FAILED = answer("500 Internal Server Error", "{\"error\":\"flaky\"}");

  private final Selector selector;
  private final Thread thread;
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Random random = new Random(1);
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private volatile int mostDelayMillis;
  private volatile int failOneOf;
  private volatile boolean closed;

  private record Due(long nanos, Peer peer) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(nanos, other.nanos);
    }
  }

  private static final class Peer {
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocate(16 << 10);
    /** How far the end of a head has been looked for. */
    int looked;

    Peer(SocketChannel channel) {
      this.channel = channel;
    }
  }

  Origin(int port) throws IOException {
    selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    thread = Thread.ofPlatform().daemon().name("origin").start(this::run);
  }

  /** From now on: a delay of up to so many milliseconds, and one failure among so many; 0 is none. */
  void behave(int delayMillis, int failOneOf) {
    mostDelayMillis = delayMillis;
    this.failOneOf = failOneOf;
  }

  long hits() {
    return hits.get();
  }

  long failures() {
    return failures.get();
  }

  private static byte[] answer(String status, String body) {
    return ("HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void run() {
    while (!closed) {
      try {
        select();
        answerDue();
      } catch (IOException broken) {
        throw new IllegalStateException("the origin broke", broken);
      }
    }
  }

  private void select() throws IOException {
    Due first = due.peek();
    if (first == null) {
      selector.select(200);
    } else {
      long millis = (first.nanos() - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        selector.selectNow();
      } else {
        selector.select(millis);
      }
    }
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel());
      } else if (key.isReadable()) {
        read(key);
      }
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
    }
  }

  private void read(SelectionKey key) throws IOException {
    Peer peer = (Peer) key.attachment();
    try {
      if (peer.channel.read(peer.in) < 0) {
        peer.channel.close();
        return;
      }
    } catch (IOException reset) {
      peer.channel.close();
      return;
    }
    ByteBuffer in = peer.in;
    for (int i = Math.max(3, peer.looked); i < in.position(); i++) {
      if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
        in.limit(in.position()).position(i + 1);
        in.compact();
        i = 2;
        hit(peer);
      }
    }
    peer.looked = in.position();
  }

  private void hit(Peer peer) {
    hits.incrementAndGet();
    int most = mostDelayMillis;
    if (most == 0) {
      answer(peer);
    } else {
      due.add(new Due(System.nanoTime() + random.nextLong(most * 1_000_000L), peer));
    }
  }

  private void answerDue() {
    for (Due first = due.peek();
        first != null && first.nanos() <= System.nanoTime();
        first = due.peek()) {
      answer(due.poll().peer());
    }
  }

  private void answer(Peer peer) {
    boolean fails = failOneOf > 0 && random.nextInt(failOneOf) == 0;
    if (fails) {
      failures.incrementAndGet();
    }
    try {
      ByteBuffer out = ByteBuffer.wrap(fails ? FAILED : SERVED);
      while (out.hasRemaining()) {
        peer.channel.write(out);
      }
    } catch (IOException callerGone) {
      try {
        peer.channel.close();
      } catch (IOException alsoGone) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
  }
}
