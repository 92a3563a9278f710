package dev.turnpike.backend.boot.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a command line asks to be called.
 *
 * @param url of the control plane
 * @param path at the gateway, such as {@code /acme/weather/cities}
 * @param tenant whose application calls
 * @param application its slug
 * @param pay what may be paid with the sandbox's card when credit is missing; null: nothing
 */
public record CallCommand(
    URI url,
    URI gateway,
    String path,
    String tenant,
    String application,
    Plan plan,
    @Nullable Amount pay) {
  private static final Set<String> OPTIONS =
      Set.of("--tenant", "--as", "--plan", "--pay", "--url", "--gateway");
  private static final Pattern PLAN = Pattern.compile("([^/\\s]+)/([^/\\s]+)/([^/\\s]+)");
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([A-Z]{3})");

  /** By the slugs of its publisher, its product and itself. */
  public record Plan(String publisher, String product, String slug) {
    @Override
    public String toString() {
      return publisher + "/" + product + "/" + slug;
    }
  }

  /** A decimal and an ISO 4217 code. */
  public record Amount(String value, String currency) {
    @Override
    public String toString() {
      return value + " " + currency;
    }
  }

  /** A command, or what is wrong with it. */
  public sealed interface Parsed {}

  public record Understood(CallCommand command) implements Parsed {}

  public record Wrong(String message) implements Parsed {}

  /**
   * Reads the words behind the verb.
   *
   * @param usual what {@code --url} and {@code --gateway} are when they are not given
   */
  public static Parsed of(List<String> words, Map<String, String> usual) {
    Map<String, String> given = new LinkedHashMap<>(usual);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        paths.add(word);
      } else if (!OPTIONS.contains(word)) {
        return new Wrong("Unknown option " + word + ".");
      } else if (i + 1 == words.size()) {
        return new Wrong(word + " needs a value.");
      } else {
        i++;
        given.put(word, words.get(i));
      }
    }
    if (paths.size() != 1 || !paths.getFirst().startsWith("/")) {
      return new Wrong("Name one path at the gateway: /acme/weather/cities.");
    }
    return of(paths.getFirst(), given);
  }

  private static Parsed of(String path, Map<String, String> given) {
    String tenant = given.get("--tenant");
    String application = given.get("--as");
    if (tenant == null || application == null) {
      return new Wrong("Name the tenant and its application: --tenant globex --as storefront.");
    }
    Matcher plan = PLAN.matcher(given.getOrDefault("--plan", ""));
    if (!plan.matches()) {
      return new Wrong("Name publisher, product and plan: --plan acme/weather/credits.");
    }
    Matcher pay = AMOUNT.matcher(given.getOrDefault("--pay", ""));
    if (given.containsKey("--pay") && !pay.matches()) {
      return new Wrong("Name amount and currency: --pay \"5.00 USD\".");
    }
    URI url = address(given.get("--url"));
    URI gateway = address(given.get("--gateway"));
    if (url == null || gateway == null) {
      return new Wrong((url == null ? "--url" : "--gateway") + " is no address.");
    }
    try {
      URI whole = URI.create(gateway + path);
      return new Understood(
          new CallCommand(
              url,
              gateway,
              whole.toString().substring(gateway.toString().length()),
              tenant,
              application,
              new Plan(plan.group(1), plan.group(2), plan.group(3)),
              given.containsKey("--pay") ? new Amount(pay.group(1), pay.group(2)) : null));
    } catch (IllegalArgumentException broken) {
      return new Wrong("The path has a character that no address has: " + path);
    }
  }

  private static @Nullable URI address(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      return address.getHost() == null ? null : address;
    } catch (IllegalArgumentException broken) {
      return null;
    }
  }
}
