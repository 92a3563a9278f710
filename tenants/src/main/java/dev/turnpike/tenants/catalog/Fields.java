package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One object of a document, read field by field. A field of the wrong kind is noted as a fault and
 * read as missing, so that one reading finds all faults.
 */
public final class Fields {
  private final String path;
  private final JsonNode object;
  private final List<Fault> faults;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String path, JsonNode object, List<Fault> faults) {
    this.path = path;
    this.object = object;
    this.faults = faults;
  }

  public static Fields of(JsonNode document, List<Fault> faults) {
    return of("", document, faults);
  }

  private static Fields of(String path, JsonNode node, List<Fault> faults) {
    if (!node.isObject()) {
      faults.add(new Fault(path, "is no object: write fields with their values"));
    }
    return new Fields(path, node, faults);
  }

  public @Nullable String text(String name) {
    JsonNode value = value(name);
    if (value == null || value.isTextual()) {
      return value == null ? null : value.textValue();
    }
    fault(name, "is no text: write it in quotes");
    return null;
  }

  /** A decimal, as a text: a floating point number may already have lost digits. */
  public @Nullable String amount(String name) {
    JsonNode value = value(name);
    if (value == null || value.isTextual() || value.isIntegralNumber()) {
      return value == null ? null : value.asText();
    }
    fault(name, "is no amount: write a decimal in quotes, such as \"0.01\"");
    return null;
  }

  public @Nullable Long count(String name) {
    JsonNode value = value(name);
    if (value == null || (value.isIntegralNumber() && value.canConvertToLong())) {
      return value == null ? null : value.longValue();
    }
    fault(name, "is no whole number: write one such as 1000");
    return null;
  }

  /** A count that has to be there; −1 when it is not. */
  public long countOrFault(String name) {
    Long count = count(name);
    if (count == null && value(name) == null) {
      fault(name, "is missing: write a whole number");
    }
    return count == null ? -1 : count;
  }

  public @Nullable Integer days(String name) {
    Long count = count(name);
    return count == null ? null : Math.clamp(count, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public @Nullable Boolean flag(String name) {
    JsonNode value = value(name);
    if (value == null || value.isBoolean()) {
      return value == null ? null : value.booleanValue();
    }
    fault(name, "is neither true nor false");
    return null;
  }

  public <E extends Enum<E>> @Nullable E word(String name, Class<E> words) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(value.asText())) {
        return word;
      }
    }
    String choice =
        Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    fault(name, "is none of " + choice + ": " + value.asText());
    return null;
  }

  public @Nullable Fields object(String name) {
    JsonNode value = value(name);
    return value == null ? null : of(at(name), value, faults);
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    JsonNode list = list(name);
    for (int i = 0; list != null && i < list.size(); i++) {
      if (list.get(i).isTextual()) {
        texts.add(list.get(i).textValue());
      } else {
        fault(name + "[" + i + "]", "is no text");
      }
    }
    return texts;
  }

  /** An object whose values are texts; empty when there is none. */
  Map<String, String> words(String name) {
    Map<String, String> words = new LinkedHashMap<>();
    JsonNode value = value(name);
    if (value != null && !value.isObject()) {
      fault(name, "is no object: write names with their values");
    } else if (value != null) {
      value
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                  words.put(field.getKey(), field.getValue().asText());
                } else {
                  fault(name + "." + field.getKey(), "is no text");
                }
              });
    }
    return words;
  }

  /** Whatever stands there; missing when nothing does. */
  JsonNode any(String name) {
    JsonNode value = value(name);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** Each object of a list; null when there is no list. */
  public <T> @Nullable List<T> each(String name, Function<Fields, T> read) {
    JsonNode list = list(name);
    if (list == null) {
      return null;
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      all.add(read.apply(of(at(name) + "[" + i + "]", list.get(i), faults)));
    }
    return all;
  }

  /** To be called last: whatever was not asked for is a fault. */
  public void noMore() {
    Set<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    for (String name : unknown) {
      fault(name, "is no field here: it may be one of " + String.join(", ", known));
    }
  }

  /** The field is read elsewhere, or not at all. */
  public void ignore(String name) {
    known.add(name);
  }

  /** Whether something is written there, be it right or wrong. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** Whether a text is written there. */
  public boolean isText(String name) {
    JsonNode value = value(name);
    return value != null && value.isTextual();
  }

  /** A text that has to be there; empty when it is not. */
  public String textOrFault(String name, String remedy) {
    String text = text(name);
    if (text == null && object.isObject() && !has(name)) {
      fault(name, "is missing: " + remedy);
    }
    return text == null ? "" : text;
  }

  public boolean isObject() {
    return object.isObject();
  }

  /** As it was written. */
  public JsonNode node() {
    return object;
  }

  /** Of the object within its document; empty for the document itself. */
  public String path() {
    return path;
  }

  public void fault(String name, String reason) {
    faults.add(new Fault(at(name), reason));
  }

  private @Nullable JsonNode list(String name) {
    JsonNode value = value(name);
    if (value == null || value.isArray()) {
      return value;
    }
    fault(name, "is no list");
    return null;
  }

  private @Nullable JsonNode value(String name) {
    known.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
