package dev.turnpike.backend.boot;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The few settings that are needed before Quarkus reads its configuration, found in the same places
 * and the same order: system properties, environment, {@code config/application.properties}.
 */
final class Settings {
  private final Properties file = new Properties();

  Settings() {
    Path path = Path.of("config", "application.properties");
    if (Files.isReadable(path)) {
      try (Reader reader = Files.newBufferedReader(path)) {
        file.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(System.getProperty(key))
        .or(() -> Optional.ofNullable(System.getenv(variable(key))))
        .or(() -> Optional.ofNullable(file.getProperty(key)))
        .filter(value -> !value.isBlank());
  }

  /**
   * {@code turnpike.database.url} is {@code TURNPIKE_DATABASE_URL}, as MicroProfile Config says.
   */
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
