package dev.turnpike.tenants.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.129, true",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::8000/113, 2001:db8::7fff, false",
    "::/0, 2001:db8::1, true",
    "10.0.0.0/8, ::ffff:10.1.1.1, true"
  })
  void contains_what_shares_the_prefix(String range, String address, boolean contained) {
    assertEquals(
        contained,
        AddressRange.of(range).orElseThrow().contains(AddressRange.address(address).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "localhost",
        "localhost/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/",
        "2001:db8::/129",
        "fe80::1%eth0",
        "300.1.1.1",
        "10.0.0.0/999999999999"
      })
  void nothing_else_is_a_range_and_no_name_is_looked_up(String text) {
    assertTrue(AddressRange.of(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3/8, 10.0.0.0/8", "203.0.113.7, 203.0.113.7/32"})
  void is_written_without_the_bits_behind_the_prefix(String text, String canonical) {
    assertEquals(canonical, AddressRange.of(text).orElseThrow().toString());
  }
}
