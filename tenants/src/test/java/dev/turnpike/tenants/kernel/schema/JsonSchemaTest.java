package dev.turnpike.tenants.kernel.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fits a schema and what does not, each wrong place with its pointer. */
class JsonSchemaTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Test
  void types_are_told_apart_and_a_whole_decimal_is_an_integer() {
    check("{'type':'integer'}", "1");
    check("{'type':'integer'}", "1.0");
    check("{'type':'integer'}", "1.5", "");
    check("{'type':'number'}", "'1'", "");
    check("{'type':['string','null']}", "null");
    check("{'type':'string','nullable':true}", "null");
    check("{'type':'string'}", "null", "");
    check("{'type':'boolean'}", "true");
    check("true", "{}");
    check("false", "{}", "");
  }

  @Test
  void numbers_have_bounds_in_both_spellings_of_openapi() {
    check("{'minimum':1,'maximum':2}", "1");
    check("{'minimum':1,'exclusiveMinimum':true}", "1", "");
    check("{'exclusiveMinimum':1}", "1", "");
    check("{'exclusiveMaximum':2}", "1.99");
    check("{'maximum':2}", "3", "");
    check("{'multipleOf':0.01}", "19.99");
    check("{'multipleOf':0.01}", "19.999", "");
    check("{'format':'int32'}", "2147483648", "");
    check("{'minimum':0}", "1e999999999", "");
  }

  @Test
  void texts_have_lengths_patterns_and_formats() {
    check("{'minLength':1}", "''", "");
    check("{'maxLength':1}", "'\\ud83d\\ude00'");
    check("{'pattern':'^a+$'}", "'aaa'");
    check("{'pattern':'^a+$'}", "'ab'", "");
    check("{'format':'date-time'}", "'2026-11-21T20:00:00Z'");
    check("{'format':'date-time'}", "'yesterday'", "");
    check("{'format':'uuid'}", "'8e03978e-40d5-43e8-bc93-6894a57f9324'");
    check("{'format':'email'}", "'nobody'", "");
    check("{'format':'of our own'}", "'anything'");
    check("{'enum':['a',1]}", "1.0");
    check("{'enum':['a',1]}", "'b'", "");
    check("{'const':null}", "null");
  }

  @Test
  void each_place_of_an_object_is_named() {
    String order =
        "{'type':'object','required':['id','a/b'],'additionalProperties':false,"
            + "'properties':{'id':{'type':'string'},'a/b':{},"
            + "'lines':{'type':'array','minItems':1,'uniqueItems':true,'items':{'$ref':'#/$defs/line'}}},"
            + "'$defs':{'line':{'type':'object','required':['sku'],"
            + "'properties':{'sku':{'type':'string'},'more':{'$ref':'#/$defs/line'}}}}}";
    check(order, "{'id':'1','a/b':1,'lines':[{'sku':'x','more':{'sku':'y'}}]}");
    check(order, "{'id':1,'z':1}", "/a~1b", "/id", "/z");
    check(order, "{'id':'1','a/b':1,'lines':[]}", "/lines");
    check(
        order,
        "{'id':'1','a/b':1,'lines':[{'sku':'x','more':{}},{'sku':2}]}",
        "/lines/0/more/sku",
        "/lines/1/sku");
    check(order, "{'id':'1','a/b':1,'lines':[{'sku':'x'},{'sku':'x'}]}", "/lines");
    check("{'required':['id'],'properties':{'id':{'readOnly':true}}}", "{}");
    check(
        "{'patternProperties':{'^x-':{'type':'string'}},'additionalProperties':false}",
        "{'x-a':1,'b':1}",
        "/x-a",
        "/b");
    check("{'additionalProperties':{'type':'integer'}}", "{'a':'b'}", "/a");
    check("{'prefixItems':[{'type':'string'}],'items':{'type':'integer'}}", "['a',1,'b']", "/2");
  }

  @Test
  void forms_are_combined() {
    String pet = "{'oneOf':[{'required':['bark']},{'required':['meow']}]}";
    check(pet, "{'bark':1}");
    check(pet, "{}", "");
    check(pet, "{'bark':1,'meow':1}", "");
    check("{'anyOf':[{'type':'string'},{'minimum':3}]}", "2", "");
    check("{'allOf':[{'required':['a']},{'required':['b']}]}", "{}", "/a", "/b");
    check("{'not':{'type':'string'}}", "'a'", "");
  }

  @Test
  void what_is_not_understood_is_refused_when_the_schema_is_read() {
    checkFault("{'properties':{'a':{'if':{}}}}", "/properties/a/if");
    checkFault("{'$ref':'https://example.com/schema'}", "/$ref");
    checkFault("{'$ref':'#/$defs/none'}", "/$ref");
    checkFault("{'type':'text'}", "/type");
    checkFault("{'pattern':'('}", "/pattern");
    checkFault("{'items':3}", "/items");
  }

  @Test
  void a_hostile_pattern_or_document_costs_little() {
    JsonSchema slow = schema("{'pattern':'^(a+)+$'}");
    JsonSchema circle = schema("{'$ref':'#'}");
    JsonSchema wide = schema("{'items':{'anyOf':[{'type':'string'},{'items':{'type':'string'}}]}}");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(1, slow.violations(json("'" + "a".repeat(60) + "!'")).size());
          assertEquals(1, circle.violations(json("{}")).size());
          StringBuilder many = new StringBuilder("[1");
          many.append(",1".repeat(300_000)).append(']');
          assertTrue(wide.violations(json(many.toString())).size() <= 20);
        });
  }

  private static void check(String schema, String document, String... pointers) {
    assertEquals(
        List.of(pointers).stream().sorted().toList(),
        schema(schema).violations(json(document)).stream()
            .map(Violation::pointer)
            .sorted()
            .toList(),
        schema + " " + document);
  }

  private static void checkFault(String schema, String pointer) {
    assertEquals(
        List.of(pointer),
        JsonSchema.faults(json(schema)).stream().map(Violation::pointer).toList(),
        schema);
  }

  private static JsonSchema schema(String text) {
    return JsonSchema.of(json(text));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
