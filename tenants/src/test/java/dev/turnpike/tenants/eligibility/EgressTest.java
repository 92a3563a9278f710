package dev.turnpike.tenants.eligibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses are called on a tenant's word. */
class EgressTest {
  private static final List<Integer> OWN = List.of(8000, 8080, 9000);

  @Test
  void without_a_list_only_the_public_internet_is_called_and_only_by_https() throws Exception {
    Egress open = Egress.of(List.of(), OWN);
    check(open, "93.184.216.34", 443, true);
    check(open, "93.184.216.34", 80, false);
    check(open, "2606:2800:220:1:248:1893:25c8:1946", 443, true);
    for (String inside :
        List.of(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "100.64.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "::1",
            "::",
            "fd00::1",
            "fe80::1",
            "::ffff:10.0.0.1")) {
      check(open, inside, 443, false);
    }
  }

  @Test
  void with_a_list_what_it_names_is_called_and_nothing_else() throws Exception {
    Egress listed = Egress.of(List.of("10.1.0.0/16:8443", "[fd00::]/8:*", "127.0.0.0/8:*"), OWN);
    check(listed, "10.1.255.7", 8443, true);
    check(listed, "10.1.255.7", 443, false);
    check(listed, "10.2.0.7", 8443, false);
    check(listed, "fd12::1", 1, true);
    check(listed, "fc12::1", 1, false);
    check(listed, "93.184.216.34", 443, false);
    check(listed, "127.0.0.1", 5000, true);
  }

  @Test
  void no_list_opens_our_own_ports_or_the_clouds_metadata() throws Exception {
    Egress all = Egress.of(List.of("0.0.0.0/0:*", "[::]/0:*"), OWN);
    for (int port : OWN) {
      check(all, "127.0.0.1", port, false);
      check(all, "::1", port, false);
    }
    check(all, "169.254.169.254", 80, false);
    check(all, "fe80::1", 80, false);
    check(all, "10.0.0.1", 8080, true);
  }

  @Test
  void an_entry_that_is_none_is_named() {
    for (String bad : List.of("10.0.0.0", "10.0.0.0/8", "example.com/8:443", "10.0.0.0/x:1")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> Egress.of(List.of(bad), OWN));
      assertTrue(refused.getMessage().contains(bad), refused.getMessage());
    }
  }

  private static void check(Egress egress, String address, int port, boolean allowed)
      throws UnknownHostException {
    assertEquals(
        allowed, egress.allows(InetAddress.getByName(address), port), address + " " + port);
  }
}
