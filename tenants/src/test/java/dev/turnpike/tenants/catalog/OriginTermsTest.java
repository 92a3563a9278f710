package dev.turnpike.tenants.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Origins and policies as people write them: read whole, or each fault named with its field. */
class OriginTermsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void one_origin_and_all_that_can_be_said_of_many_are_read_and_written_alike() throws Exception {
    check("{'origin':'https://api.example.com'}");
    check("{'origin':'http://10.0.0.1:8080/base','test_origin':'http://sandbox.example'}");
    check(
        "{'live':[{'name':'east','url':'https://east.example','weight':3},"
            + "{'name':'west','url':'https://west.example','group':'green'}],"
            + "'test':[{'name':'sandbox','url':'https://sandbox.example'}],"
            + "'balance':'consistent_hash','sticky':'application','active':'main',"
            + "'canary':{'group':'green','percent':5},"
            + "'health':{'failures':2,'out_seconds':10,'path':'/healthz','interval_seconds':5},"
            + "'timeouts':{'connect':500,'first_byte':3000},'retries':{'attempts':3},"
            + "'tls':{'ca':'file:/ca','certificate':'file:/cert','key':'env:ACME__KEY'},"
            + "'headers':[{'name':'X-Token','secret':'vault:upstream#token'}]}");
  }

  @Test
  void each_fault_names_its_field() {
    check("{}", "origin");
    check("{'origin':'ftp://x.example'}", "origin");
    check("{'origin':'https://user@x.example'}", "origin");
    check("{'origin':'https://x.example/?q=1'}", "origin");
    check(
        "{'origin':'https://x.example','live':[{'name':'a','url':'https://a.example'}]}", "origin");
    check(
        "{'live':[{'name':'A','url':'https://a.example','weight':0},{'name':'b','url':''}]}",
        "live[0].name",
        "live[0].weight",
        "live[1].url");
    check(
        "{'live':[{'name':'a','url':'http://a.example'},{'name':'a','url':'http://b.example'}]}",
        "live[1].name");
    check("{'origin':'https://a.example','active':'green'}", "active");
    check(
        "{'origin':'https://a.example','canary':{'group':'main','percent':101}}",
        "canary.percent",
        "canary.group");
    check(
        "{'origin':'https://a.example','health':{'path':'no','failures':0}}",
        "health.failures",
        "health.path");
    check("{'origin':'https://a.example','retries':{'attempts':9}}", "retries.attempts");
    check("{'origin':'https://a.example','tls':{'certificate':'file:/cert'}}", "tls.key");
    check("{'origin':'https://a.example','tls':{'ca':'file:/../../etc/passwd'}}", "tls.ca");
    check(
        "{'origin':'https://a.example','headers':[{'name':'Host','secret':'s3cret'}]}",
        "headers[0].name",
        "headers[0].secret");
    check("{'origin':'https://a.example','balance':'random','more':1}", "balance", "more");
  }

  @Test
  @Tag("case-31")
  void a_host_that_only_some_read_as_an_address_is_refused() {
    for (String host : List.of("2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001")) {
      check("{'origin':'http://" + host + "'}", "origin");
    }
    check("{'origin':'file:///etc/passwd'}", "origin");
    check("{'origin':'gopher://a.example'}", "origin");
    check("{'origin':'http://good@127.0.0.1'}", "origin");
    check("{'origin':'http://127.0.0.1:8101'}");
  }

  @Test
  void policies_are_read_or_refused_with_their_fields() {
    policies(
        "{'rewrite':{'path':'/v2{path}','set_headers':{'X-Tier':'gold'},'remove_query':['debug']},"
            + "'cors':{'origins':['https://app.example'],'credentials':true},"
            + "'sizes':{'request_bytes':1000},'addresses':{'allow':['10.0.0.0/8']},"
            + "'maintenance':{'retry_after_seconds':60,'message':'Back soon.'},"
            + "'mock':{'status':201,'body':'{}'},'validation':{'body':{'type':'object'}},"
            + "'cache':{'seconds':30},'timeouts':{'idle':1000}}");
    policies("{'rewrite':{'path':'/../admin'}}", "rewrite.path");
    policies("{'rewrite':{'set_headers':{'Host':'x'}}}", "rewrite.set_headers.Host");
    policies(
        "{'rewrite':{'set_answer_headers':{'X-A':'b\\r\\nSet-Cookie: c'}}}",
        "rewrite.set_answer_headers.X-A");
    policies("{'cors':{'origins':['*'],'credentials':true}}", "cors.credentials");
    policies("{'cors':{}}", "cors.origins");
    policies("{'addresses':{'deny':['10.0.0.0/33']}}", "addresses.deny");
    policies("{'mock':{'status':402,'body':''}}", "mock.status");
    policies("{'validation':{'body':{'type':'text'}}}", "validation.body/type");
    policies("{'sizes':{'request_bytes':-1}}", "sizes.request_bytes");
    policies("{'cache':{'seconds':0},'other':1}", "cache.seconds", "other");
  }

  @Test
  void an_operations_section_takes_the_place_of_the_apis() throws Exception {
    RouteTerms api = read("{'sizes':{'request_bytes':10},'cache':{'seconds':5}}");
    RouteTerms own = read("{'sizes':{'response_bytes':7}}");
    RouteTerms both = api.with(own);
    RouteTerms.SizeTerms sizes = Objects.requireNonNull(both.sizes());
    assertEquals(7L, sizes.responseBytes());
    assertNull(sizes.requestBytes());
    assertEquals(api.cache(), both.cache());
  }

  private static void check(String text, String... paths) {
    List<Fault> faults = new ArrayList<>();
    JsonNode json = json(text);
    OriginTerms terms = OriginReader.origins(Fields.of(json, faults));
    faults.addAll(OriginCheck.of(terms));
    assertEquals(
        List.of(paths), faults.stream().map(Fault::path).distinct().toList(), faults.toString());
    if (paths.length == 0) {
      try {
        JsonNode written = JSON.valueToTree(terms);
        assertEquals(json, JSON.readTree(written.toString()));
        assertEquals(terms, JSON.treeToValue(written, OriginTerms.class));
      } catch (JsonProcessingException broken) {
        throw new AssertionError(broken);
      }
    }
  }

  private static void policies(String text, String... paths) {
    List<Fault> faults = new ArrayList<>();
    RouteTerms terms = RouteReader.policies(Fields.of(json(text), faults));
    faults.addAll(
        RouteCheck.of("policies", terms).stream()
            .map(f -> new Fault(f.path().substring("policies.".length()), f.reason()))
            .toList());
    assertEquals(
        List.of(paths).stream().sorted().toList(),
        faults.stream().map(Fault::path).sorted().toList(),
        faults.toString());
    assertTrue(faults.stream().allMatch(fault -> !fault.reason().isBlank()));
    if (paths.length == 0) {
      assertEquals(json(text), json(JSON.valueToTree(terms).toString()));
    }
  }

  private static RouteTerms read(String text) {
    return RouteReader.policies(Fields.of(json(text), new ArrayList<>()));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }
}
