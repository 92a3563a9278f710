package dev.turnpike.tenants.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Secrets from the environment and from mounted files. A tenant's variables begin with its slug and
 * two underscores, such as {@code ACME__HOOK}: slugs hold no two hyphens in a row, so no tenant's
 * beginning is the beginning of another's.
 */
@ApplicationScoped
class MountedSecrets implements Secrets {
  private static final long LONGEST_BYTES = 65_536;

  private final Optional<Path> directory;
  private final Optional<Path> vault;
  private final UnaryOperator<@Nullable String> environment;
  private final ObjectMapper json = new ObjectMapper();

  @jakarta.inject.Inject
  MountedSecrets(SecretsConfig config) {
    this(config.directory(), config.vault(), System::getenv);
  }

  MountedSecrets(
      Optional<Path> directory, Optional<Path> vault, UnaryOperator<@Nullable String> environment) {
    this.directory = directory;
    this.vault = vault;
    this.environment = environment;
  }

  @Override
  public Answer resolve(String tenant, SecretRef ref) {
    return switch (ref) {
      case SecretRef.Environment(String name) -> variable(tenant, name);
      case SecretRef.File(String path) ->
          directory
              .map(root -> read(root, tenant, path.substring(1), ref))
              .orElseGet(() -> new Missing("files are off: set turnpike.secrets.directory"));
      case SecretRef.Vault(String path, String field) ->
          vault
              .map(root -> field(root, tenant, path, field, ref))
              .orElseGet(() -> new Missing("vaults are off: set turnpike.secrets.vault"));
    };
  }

  private Answer variable(String tenant, String name) {
    String own = tenant.toUpperCase(Locale.ROOT).replace('-', '_') + "__";
    if (!name.startsWith(own)) {
      return new Missing("variables of this tenant begin with " + own + ": rename it");
    }
    String value = environment.apply(name);
    return value == null || value.isBlank()
        ? new Missing("the server's environment has no " + name + ": set it and start again")
        : new Known(value.strip());
  }

  private Answer field(Path root, String tenant, String path, String field, SecretRef ref) {
    if (Files.isDirectory(root.resolve(tenant).resolve(path))) {
      return read(root, tenant, path + "/" + field, ref);
    }
    return switch (read(root, tenant, path, ref)) {
      case Known(String text) -> {
        JsonNode value = object(text).path(field);
        yield value.isTextual() && !value.textValue().isBlank()
            ? new Known(value.textValue())
            : new Missing(ref + " is a file without that field");
      }
      case Missing missing -> missing;
    };
  }

  private JsonNode object(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException notOne) {
      return json.missingNode();
    }
  }

  /**
   * Links may lead to another name, as those of mounted secrets do, but never out of the tenant's.
   */
  private static Answer read(Path root, String tenant, String path, SecretRef ref) {
    try {
      Path own = root.resolve(tenant).toRealPath();
      Path file = own.resolve(path).toRealPath();
      if (!file.startsWith(own) || !Files.isRegularFile(file) || Files.size(file) > LONGEST_BYTES) {
        return missing(ref);
      }
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? missing(ref) : new Known(text);
    } catch (IOException unreadable) {
      return missing(ref);
    }
  }

  private static Missing missing(SecretRef ref) {
    return new Missing(ref + " leads to no file of this tenant that the server can read");
  }
}
