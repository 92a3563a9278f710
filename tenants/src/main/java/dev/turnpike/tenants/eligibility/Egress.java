package dev.turnpike.tenants.eligibility;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses the platform calls on a tenant's word. Without an allow-list: the public internet
 * on port 443. With one, exactly what it names. Never link-local, multicast or unspecified ones,
 * and never our own ports on loopback. Checked for the address that is dialled, not for its name.
 */
final class Egress {
  private static final int HTTPS = 443;

  private final List<Allowed> allowed;
  private final List<Integer> ownPorts;

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

  boolean allows(InetAddress address, int port) {
    if (address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || (address.isLoopbackAddress() && ownPorts.contains(port))) {
      return false;
    }
    if (allowed.isEmpty()) {
      return port == HTTPS && isPublic(address);
    }
    return allowed.stream().anyMatch(one -> one.contains(address, port));
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

  /** Neither private, nor shared (100.64.0.0/10), nor unique-local (fc00::/7), nor loopback. */
  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean zero = bytes.length == 4 && bytes[0] == 0;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return !(address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || shared
        || zero
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
