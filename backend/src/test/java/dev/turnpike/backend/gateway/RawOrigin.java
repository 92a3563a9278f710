package dev.turnpike.backend.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An origin that speaks bytes: it reads a request's head and lets a script do what it likes with
 * the socket. Counts what it saw.
 */
final class RawOrigin implements AutoCloseable {
  private final ServerSocket server;
  private final Script script;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** What the origin does once it has read a head. */
  interface Script {
    void play(Socket socket, String head) throws Exception;
  }

  private RawOrigin(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  static RawOrigin playing(Script script) {
    return new RawOrigin(script);
  }

  /** Answers each request with these bytes and keeps the connection. */
  static RawOrigin saying(String answer) {
    return playing((socket, head) -> say(socket, answer));
  }

  /** Accepts, reads, and never answers. */
  static RawOrigin slow() {
    return playing((socket, head) -> {});
  }

  /** Sends what it is given, then resets the connection. */
  static RawOrigin resettingAfter(String begun) {
    return playing(
        (socket, head) -> {
          say(socket, begun);
          Thread.sleep(50);
          socket.setSoLinger(true, 0);
          socket.close();
        });
  }

  /** Nobody listens there. */
  static URI dead() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The heads of all requests it read. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  /** How many of its connections the gateway still holds open. */
  long openConnections() {
    return sockets.stream().filter(RawOrigin::isOpen).count();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        head.append(line).append('\n');
        if (line.isEmpty()) {
          heads.add(head.toString());
          script.play(socket, head.toString());
          head.setLength(0);
        }
      }
      socket.close();
    } catch (Exception over) {
      try {
        socket.close();
      } catch (IOException closed) {
        over.addSuppressed(closed);
      }
    }
  }

  private static boolean isOpen(Socket socket) {
    return !socket.isClosed();
  }
}
