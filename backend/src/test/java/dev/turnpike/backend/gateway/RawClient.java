package dev.turnpike.backend.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends the bytes it is told to and reads the bytes that come. */
final class RawClient implements AutoCloseable {
  private static final int QUIET_MILLIS = 3000;

  private final Socket socket;
  private final StringBuilder seen = new StringBuilder();
  private boolean over;
  private boolean wasReset;

  RawClient(Stand stand) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), stand.port());
    socket.setSoTimeout(QUIET_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** A whole GET with this key, in HTTP/1.1. */
  static String get(Stand stand, String path, String... headers) {
    return request(stand, "GET", path, headers) + "\r\n";
  }

  /** A request's head without the empty line that ends it. */
  static String request(Stand stand, String method, String path, String... headers) {
    StringBuilder text =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    text.append("Authorization: Bearer ").append(stand.key()).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.toString();
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads until this text was seen, the connection is over, or nothing came for a while. */
  String readUntil(String text) throws IOException {
    byte[] buffer = new byte[8192];
    InputStream in = socket.getInputStream();
    while (!over && seen.indexOf(text) < 0) {
      try {
        int count = in.read(buffer);
        if (count < 0) {
          over = true;
        } else {
          seen.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
      } catch (SocketTimeoutException quiet) {
        break;
      } catch (IOException reset) {
        over = true;
        wasReset = true;
      }
    }
    return seen.toString();
  }

  /** What comes within this time. */
  String readFor(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    String text = readAll();
    socket.setSoTimeout(QUIET_MILLIS);
    return text;
  }

  /** Everything until the connection is over. */
  String readAll() throws IOException {
    return readUntil("\0never\0");
  }

  /** Reads this many bytes and not one more; for slow readers. */
  int readSome(int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(socket.getInputStream().readNBytes(bytes));
    return out.size();
  }

  /** Forgets what was read, before the next request on the connection. */
  void forget() {
    seen.setLength(0);
  }

  /** Whether the connection ended in a way that no client takes for an answer's end. */
  boolean wasReset() {
    return wasReset;
  }

  boolean isOver() {
    return over;
  }

  /** Leaves as a killed process does. */
  void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
