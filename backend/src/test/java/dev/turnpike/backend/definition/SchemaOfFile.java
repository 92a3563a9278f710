package dev.turnpike.backend.definition;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.definition.TenantFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of tenants' files, made of the records that files are read into: a field that a
 * record gains is in the schema, and one that it loses is out. Words for people stand in {@code
 * tenant-schema.properties}, by record and field.
 */
final class SchemaOfFile {
  private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  /** Components of a record that a reader fills in when they are not written. */
  private static final Set<String> USUAL =
      Set.of(
          "TenantFile.publishes",
          "PersonEntry.name",
          "SignUp.domains",
          "TeamEntry.members",
          "ApiEntry.description",
          "ApiEntry.stage",
          "ApiEntry.visibility",
          "ApiEntry.listed_for",
          "ApiEntry.dialect",
          "ApiEntry.disclosure",
          "ProductEntry.description",
          "ProductEntry.tags",
          "ProductEntry.apis",
          "ProductEntry.plans",
          "PlanEntry.on_sale",
          "MockTerms.body",
          "EligibilityEntry.cache_seconds",
          "EligibilityEntry.timeout_millis");

  /** Amounts may also be whole numbers. */
  private static final Set<String> AMOUNTS =
      Set.of(
          "request_price",
          "recurring_fee",
          "setup_fee",
          "price",
          "overage_cap",
          "input",
          "output",
          "cached");

  private final Map<String, ObjectNode> definitions = new TreeMap<>();
  private final Properties words = new Properties();

  private SchemaOfFile() throws IOException {
    try (InputStream file = SchemaOfFile.class.getResourceAsStream("/tenant-schema.properties")) {
      words.load(file);
    }
  }

  static ObjectNode schema() throws IOException {
    SchemaOfFile made = new SchemaOfFile();
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "/manage/v1/schemas/tenant.json");
    schema.put("title", "A Turnpike tenant");
    ObjectNode tenant = made.object(TenantFile.class);
    schema.setAll(tenant);
    ObjectNode all = schema.putObject("$defs");
    made.definitions.forEach(all::set);
    return schema;
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("type", "object");
    describe(object, type.getSimpleName());
    object.put("additionalProperties", false);
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    fields(type, properties, required);
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    return object;
  }

  private void fields(Class<?> type, ObjectNode properties, ArrayNode required) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() == PlanTerms.class || component.getType() == ApiTerms.class) {
        fields(component.getType(), properties, required);
        continue;
      }
      String name = name(type, component);
      String key = type.getSimpleName() + "." + name;
      ObjectNode property = type(component.getGenericType(), name);
      describe(property, key);
      pattern(property, key, name);
      properties.set(name, property);
      boolean wanted =
          !isNullable(component)
              && !USUAL.contains(key)
              && !Map.class.isAssignableFrom(component.getType())
              && !(List.class.isAssignableFrom(component.getType())
                  && !key.equals("PersonEntry.roles"));
      if (wanted) {
        required.add(name);
      }
    }
  }

  private static String name(Class<?> type, RecordComponent component) {
    boolean snake =
        type.isAnnotationPresent(JsonNaming.class)
            || type.getEnclosingClass() == TenantFile.class
            || type == TenantFile.class;
    return snake ? SNAKE.translate(component.getName()) : component.getName();
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private ObjectNode type(Type type, String name) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type[] arguments = generic.getActualTypeArguments();
      if (Map.class.isAssignableFrom(raw)) {
        node.put("type", "object");
        node.set("additionalProperties", type(arguments[1], name));
      } else {
        node.put("type", "array");
        node.set("items", type(arguments[0], name));
      }
      return node;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return AMOUNTS.contains(name)
          ? node.set("type", JsonNodeFactory.instance.arrayNode().add("string").add("integer"))
          : node.put("type", "string");
    }
    if (plain == JsonNode.class) {
      // A schema of its own, which editors know already.
      node.putObject("additionalProperties");
      return node.set("type", JsonNodeFactory.instance.arrayNode().add("object").add("boolean"));
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return node.put("type", "boolean");
    }
    if (plain == int.class
        || plain == Integer.class
        || plain == long.class
        || plain == Long.class) {
      return node.put("type", "integer");
    }
    if (plain.isEnum()) {
      ArrayNode choice = node.put("type", "string").putArray("enum");
      Arrays.stream(plain.getEnumConstants())
          .map(SchemaOfFile::word)
          .filter(word -> !word.equals("start")) // a step that no file has
          .forEach(choice::add);
      return node;
    }
    if (plain.isRecord()) {
      if (!definitions.containsKey(plain.getSimpleName())) {
        definitions.put(plain.getSimpleName(), node);
        definitions.put(plain.getSimpleName(), object(plain));
      }
      return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + plain.getSimpleName());
    }
    throw new IllegalStateException("no schema for " + type);
  }

  private static String word(Object constant) {
    try {
      for (Method method : constant.getClass().getMethods()) {
        if (method.getName().equals("word") || method.isAnnotationPresent(JsonValue.class)) {
          return (String) method.invoke(constant);
        }
      }
      return ((Enum<?>) constant).name();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void describe(ObjectNode node, String key) {
    String text = words.getProperty(key);
    if (text != null) {
      node.put("description", text);
    }
  }

  private static void pattern(ObjectNode property, String key, String name) {
    String slug = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
    if (name.equals("slug")
        || key.equals("TenantFile.tenant")
        || key.equals("ApplicationEntry.team")) {
      property.put("pattern", slug).put("minLength", 2).put("maxLength", 39);
    } else if (key.equals("Brand.accent")) {
      property.put("pattern", "^#[0-9a-fA-F]{6}$");
    } else if (key.equals("EligibilityEntry.secret")
        || key.equals("SecretHeader.secret")
        || key.startsWith("TlsTerms.")) {
      property.put(
          "pattern", "^(env:[A-Za-z_][A-Za-z0-9_]*|file:/.+|vault:[^#]+#[A-Za-z_][A-Za-z0-9_]*)$");
    } else if (key.equals("PlanTerms.currency")) {
      property.put("pattern", "^[A-Z]{3}$");
    } else if (key.equals("OperationTerms.path")) {
      property.put("pattern", "^/");
    } else if (key.endsWith("Entry.name") || key.equals("TenantFile.name")) {
      property.put("minLength", 1).put("maxLength", key.startsWith("Plan") ? 100 : 200);
    }
  }
}
