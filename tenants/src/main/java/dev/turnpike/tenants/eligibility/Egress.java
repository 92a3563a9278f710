package dev.turnpike.tenants.eligibility;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which addresses the platform calls on a tenant's word. Without an allow-list: the public internet
 * on port 443. With one, exactly what it names. Never link-local, multicast or unspecified ones,
 * and never our own ports on an address of this machine. The demo's origins may be called beside
 * that. Checked for the address that is dialled, not for its name.
 */
final class Egress {
  private static final int HTTPS = 443;

  private final List<Allowed> allowed;
  private final List<Integer> ownPorts;
  private final Set<Integer> demoPorts = ConcurrentHashMap.newKeySet();

  private Egress(List<Allowed> allowed, List<Integer> ownPorts) {
    this.allowed = allowed;
    this.ownPorts = ownPorts;
  }

  /**
   * Reads an allow-list.
   *
   * @param entries such as {@code 10.1.0.0/16:8443} or {@code [fd00::]/8:*}
   * @throws IllegalArgumentException naming the entry that is none
   */
  static Egress of(List<String> entries, List<Integer> ownPorts) {
    return new Egress(entries.stream().map(Allowed::parse).toList(), List.copyOf(ownPorts));
  }

  void demoListensOn(int port) {
    demoPorts.add(port);
  }

  boolean allows(InetAddress address, int port) {
    InetAddress meant = embedded(address);
    if (meant.isLinkLocalAddress()
        || meant.isMulticastAddress()
        || meant.isAnyLocalAddress()
        || (ownPorts.contains(port) && isHere(meant))) {
      return false;
    }
    if (meant.isLoopbackAddress() && demoPorts.contains(port)) {
      return true;
    }
    if (allowed.isEmpty()) {
      return port == HTTPS && isPublic(meant);
    }
    return allowed.stream().anyMatch(one -> one.contains(address, port));
  }

  private static boolean isHere(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return true;
    }
  }

  /**
   * The IPv4 address that an IPv6 one leads to: IPv4-compatible (::/96), NAT64 (64:ff9b::/96, RFC
   * 6052), 6to4 (2002::/16, RFC 3056).
   */
  private static InetAddress embedded(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16 || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return address;
    }
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    boolean nat64 =
        bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
    boolean compatible = isZero(bytes, 0, 12);
    if (!sixToFour && !compatible && !(nat64 && isZero(bytes, 4, 12))) {
      return address;
    }
    try {
      int from = sixToFour ? 2 : 12;
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException never) {
      throw new IllegalStateException("4 bytes are an address", never);
    }
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The first address of the host that may be dialled. Blocks: it asks the resolver. */
  Optional<InetAddress> address(String host, int port) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (allows(address, port)) {
          return Optional.of(address);
        }
      }
      return Optional.empty();
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }

  /**
   * Neither private, nor shared (100.64.0.0/10), nor unique-local (fc00::/7), nor loopback, nor
   * reserved (0/8, 192.0.0.0/24, 198.18.0.0/15, 240.0.0.0/4; RFC 6890).
   */
  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean reserved =
        bytes.length == 4
            && (bytes[0] == 0
                || (bytes[0] & 0xF0) == 0xF0
                || (bytes[0] == (byte) 198 && (bytes[1] & 0xFE) == 18)
                || (bytes[0] == (byte) 192 && bytes[1] == 0 && bytes[2] == 0));
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return !(address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || shared
        || reserved
        || uniqueLocal);
  }

  /** A block of addresses and a port; 0 is any. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Allowed(byte[] network, int bits, int port) {
    static Allowed parse(String entry) {
      String text = entry.strip();
      int slash = text.indexOf('/');
      int colon = text.lastIndexOf(':');
      if (slash < 0 || colon < slash) {
        throw bad(entry, null);
      }
      try {
        String host = text.substring(0, slash).replace("[", "").replace("]", "");
        if (!host.matches("[0-9A-Fa-f:.]+")) {
          throw bad(entry, null);
        }
        String port = text.substring(colon + 1);
        return new Allowed(
            InetAddress.getByName(host).getAddress(),
            Integer.parseInt(text.substring(slash + 1, colon)),
            port.equals("*") ? 0 : Integer.parseInt(port));
      } catch (UnknownHostException | NumberFormatException broken) {
        throw bad(entry, broken);
      }
    }

    boolean contains(InetAddress address, int asked) {
      byte[] bytes = address.getAddress();
      if (bytes.length != network.length || (port != 0 && port != asked)) {
        return false;
      }
      for (int bit = 0; bit < bits && bit < bytes.length * 8; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (network[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    private static IllegalArgumentException bad(
        String entry, @org.jspecify.annotations.Nullable Throwable cause) {
      return new IllegalArgumentException(
          "turnpike.egress.allow: "
              + entry
              + " is not of the form 10.1.0.0/16:8443, with * for any port",
          cause);
    }
  }
}
