package dev.turnpike.backend.gateway;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader of RFC 9651 lists of items with parameters, as a client would have one. It fails
 * on whatever the grammar does not allow.
 */
final class StructuredList {
  /** An item's bare value and its parameters: String, Long, Token or bytes. */
  record Item(Object value, Map<String, Object> parameters) {}

  record Token(String word) {}

  private final String text;
  private int at;

  private StructuredList(String text) {
    this.text = text;
  }

  static List<Item> read(String text) {
    StructuredList reader = new StructuredList(text);
    List<Item> items = new ArrayList<>();
    while (true) {
      items.add(reader.item());
      reader.skip(" \t");
      if (reader.isOver()) {
        return items;
      }
      reader.expect(',');
      reader.skip(" \t");
    }
  }

  private Item item() {
    Object value = bare();
    Map<String, Object> parameters = new LinkedHashMap<>();
    while (!isOver() && text.charAt(at) == ';') {
      at++;
      skip(" ");
      String key = while_("abcdefghijklmnopqrstuvwxyz0123456789_-.*");
      if (key.isEmpty() || Character.isDigit(key.charAt(0))) {
        throw broken("a parameter's key");
      }
      Object parameter = true;
      if (!isOver() && text.charAt(at) == '=') {
        at++;
        parameter = bare();
      }
      parameters.put(key, parameter);
    }
    return new Item(value, parameters);
  }

  private Object bare() {
    char first = isOver() ? '\0' : text.charAt(at);
    if (first == '"') {
      return string();
    }
    if (first == ':') {
      int end = text.indexOf(':', at + 1);
      byte[] bytes = Base64.getDecoder().decode(text.substring(at + 1, end));
      at = end + 1;
      return bytes;
    }
    if (first == '-' || Character.isDigit(first)) {
      at++;
      String digits = first + while_("0123456789");
      if (digits.length() > 15) {
        throw broken("an integer of at most 15 digits");
      }
      return Long.valueOf(digits);
    }
    if (Character.isAlphabetic(first) || first == '*') {
      return new Token(
          while_(
              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~:/"));
    }
    throw broken("an item");
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; !isOver(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return string.toString();
      }
      if (c == '\\' || c < ' ' || c > '~') {
        throw broken("a printable character");
      }
      string.append(c);
    }
    throw broken("the end of a string");
  }

  private String while_(String allowed) {
    int from = at;
    skip(allowed);
    return text.substring(from, at);
  }

  private void skip(String allowed) {
    while (!isOver() && allowed.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) {
    if (isOver() || text.charAt(at) != c) {
      throw broken("'" + c + "'");
    }
    at++;
  }

  private boolean isOver() {
    return at >= text.length();
  }

  private IllegalArgumentException broken(String expected) {
    return new IllegalArgumentException(expected + " expected at " + at + " of: " + text);
  }
}
