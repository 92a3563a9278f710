package dev.turnpike.tenants.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 §2.3). Only literals are read, never
 * names; the bits behind the prefix are zero. An IPv4 address in IPv6 clothes is an IPv4 address.
 *
 * @param prefix leading bits that count: 0 to 32, or to 128
 */
public record AddressRange(InetAddress network, int prefix) {

  /** {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address; empty for anything else. */
  public static Optional<AddressRange> of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash + 1);
    if (slash >= 0 && !length.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    return address(address)
        .flatMap(
            literal -> {
              int most = literal.getAddress().length * 8;
              int prefix = slash < 0 ? most : Integer.parseInt(length);
              return prefix <= most
                  ? Optional.of(new AddressRange(masked(literal, prefix), prefix))
                  : Optional.empty();
            });
  }

  /** Reads a literal; never asks a name server. */
  public static Optional<InetAddress> address(String text) {
    try {
      return text.indexOf('%') >= 0 ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress address) {
    return address.getAddress().length == network.getAddress().length
        && masked(address, prefix).equals(network);
  }

  private static InetAddress masked(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int bits = Math.clamp(prefix - i * 8L, 0, 8);
      bytes[i] &= (byte) (0xff << (8 - bits));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
