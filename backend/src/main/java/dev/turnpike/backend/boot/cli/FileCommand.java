package dev.turnpike.backend.boot.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line asks to be done with a tenant's file.
 *
 * @param files at least one, except for export; {@code -} is standard input
 * @param url of the control plane
 * @param tenant whose file export writes
 * @param yes whether changes are agreed to beforehand
 */
public record FileCommand(
    Verb verb, List<String> files, URI url, @Nullable String tenant, boolean yes) {

  /** What can be done. */
  public enum Verb {
    VALIDATE,
    DIFF,
    APPLY,
    EXPORT
  }

  /** A command, or what is wrong with it. */
  public sealed interface Parsed {}

  public record Understood(FileCommand command) implements Parsed {}

  public record Wrong(String message) implements Parsed {}

  public FileCommand {
    files = List.copyOf(files);
  }

  /**
   * Reads the words behind the verb.
   *
   * @param usualUrl where the control plane is, unless {@code --url} says otherwise
   */
  public static Parsed of(Verb verb, List<String> words, String usualUrl) {
    List<String> files = new ArrayList<>();
    String url = usualUrl;
    String tenant = null;
    boolean yes = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean last = i + 1 == words.size();
      switch (word) {
        case "-f", "--file", "--url", "--tenant" -> {
          if (last) {
            return new Wrong(word + " needs a value.");
          }
          i++;
          switch (word) {
            case "--url" -> url = words.get(i);
            case "--tenant" -> tenant = words.get(i);
            default -> files.add(words.get(i));
          }
        }
        case "--yes", "-y" -> yes = true;
        default -> {
          if (word.startsWith("-") && !word.equals("-")) {
            return new Wrong("Unknown option " + word + ".");
          }
          files.add(word);
        }
      }
    }
    if (verb != Verb.EXPORT && files.isEmpty()) {
      return new Wrong("Name a file: -f acme.yaml.");
    }
    if (verb == Verb.EXPORT && (tenant == null || !files.isEmpty())) {
      return new Wrong("Name the tenant, and no file: --tenant acme.");
    }
    try {
      URI address = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      return address.getHost() == null
          ? new Wrong("--url is no address: " + url)
          : new Understood(new FileCommand(verb, files, address, tenant, yes));
    } catch (IllegalArgumentException broken) {
      return new Wrong("--url is no address: " + url);
    }
  }
}
