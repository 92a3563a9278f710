package dev.turnpike.backend.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Origins in trouble, each with a name, and the sound one that stands beside them. */
final class NamedOrigins implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final List<RawOrigin> open = new CopyOnWriteArrayList<>();

  /** Answers at once. */
  RawOrigin sound() {
    return opened(RawOrigin.saying(OK));
  }

  /** Nobody listens there. */
  URI dead() {
    return RawOrigin.dead();
  }

  /** Reads a request and never answers. */
  RawOrigin slow() {
    return opened(RawOrigin.slow());
  }

  /** Reads a request's head and resets the connection. */
  RawOrigin resetting() {
    return opened(RawOrigin.resettingAfter(""));
  }

  /** Says that it cannot. */
  RawOrigin unwell() {
    return opened(
        RawOrigin.saying("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
  }

  /** Is sound while the switch is on, and resets every connection while it is off. */
  RawOrigin flapping(AtomicBoolean on) {
    return opened(
        RawOrigin.playing(
            (socket, head) -> {
              if (on.get()) {
                RawOrigin.say(socket, OK);
              } else {
                socket.setSoLinger(true, 0);
                socket.close();
              }
            }));
  }

  /** How many requests of this method reached an origin. */
  static int count(RawOrigin origin, String method) {
    return (int) origin.heads().stream().filter(head -> head.startsWith(method + " ")).count();
  }

  /** The paths that reached any of them, one for each time. */
  static List<String> paths(RawOrigin... origins) {
    List<String> paths = new ArrayList<>();
    for (RawOrigin origin : origins) {
      origin.heads().forEach(head -> paths.add(head.split(" ", 3)[1]));
    }
    return paths;
  }

  private RawOrigin opened(RawOrigin origin) {
    open.add(origin);
    return origin;
  }

  @Override
  public void close() {
    open.forEach(RawOrigin::close);
  }
}
