package dev.turnpike.portal;

import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.openapi.Sheet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call in four languages. Each handles a 402 as it should be: reads the problem, writes it down
 * whole, shows people the link that helps, and does not try again before somebody acted.
 */
final class CodeSamples {
  private static final int LONGEST_BODY = 1_500;

  private CodeSamples() {}

  /** {@code id} is a word for addresses within the page. */
  record Sample(String id, String label, String code) {}

  static List<Sample> of(String address, Entry operation) {
    String url = address + path(operation);
    Sheet.Body body =
        operation.sheet().request().stream()
            .filter(one -> one.example() != null && one.example().length() <= LONGEST_BODY)
            .findFirst()
            .orElse(null);
    String method = operation.method();
    return List.of(
        new Sample("curl", "curl", curl(method, url, body)),
        new Sample("java", "Java", java(method, url, body)),
        new Sample("javascript", "JavaScript", javascript(method, url, body)),
        new Sample("python", "Python", python(method, url, body)));
  }

  /** With examples for what has to be there. */
  private static String path(Entry operation) {
    String path = operation.path().replace("**", "path");
    List<String> query = new ArrayList<>();
    for (Sheet.Field parameter : operation.sheet().parameters()) {
      String value = encoded(value(parameter));
      if ("path".equals(parameter.in())) {
        path = path.replace("{" + parameter.name() + "}", value);
      } else if ("query".equals(parameter.in()) && parameter.required()) {
        query.add(encoded(parameter.name()) + "=" + value);
      }
    }
    String filled = path.replaceAll("\\{([^/{}]+)\\}", "$1");
    return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
  }

  /** As in a path, where a plus is a plus. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String value(Sheet.Field parameter) {
    for (Sheet.Fact fact : parameter.facts()) {
      switch (fact.sort()) {
        case EXAMPLE, USUAL, CONSTANT -> {
          return fact.value();
        }
        case ONE_OF -> {
          return fact.value().split(", ", 2)[0];
        }
        default -> {}
      }
    }
    return parameter.type().startsWith("integer") || parameter.type().startsWith("number")
        ? "1"
        : parameter.name();
  }

  private static String curl(String method, String url, Sheet.@Nullable Body body) {
    String head =
        "curl --fail-with-body -X " + method + " \\\n  -H \"X-API-Key: $TURNPIKE_KEY\" \\\n";
    String sent =
        body == null
            ? ""
            : "  -H 'Content-Type: "
                + body.type()
                + "' \\\n  --data '"
                + String.valueOf(body.example()).replace("'", "'\\''")
                + "' \\\n";
    return head + sent + "  '" + url + "'";
  }

  private static String java(String method, String url, Sheet.@Nullable Body body) {
    String publisher =
        body == null
            ? "HttpRequest.BodyPublishers.noBody()"
            : "HttpRequest.BodyPublishers.ofString(" + quoted(body.example()) + ")";
    String type =
        body == null ? "" : "\n            .header(\"Content-Type\", " + quoted(body.type()) + ")";
    return """
    import java.net.URI;
    import java.net.http.HttpClient;
    import java.net.http.HttpRequest;
    import java.net.http.HttpResponse;

    public class Call {
      public static void main(String[] arguments) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(%s))
            .header("X-API-Key", System.getenv("TURNPIKE_KEY"))%s
            .method(%s, %s)
            .build();
        HttpResponse<String> answer = HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.ofString());
        switch (answer.statusCode()) {
          case 402 -> {
            // Paying, another plan or a raised limit helps; trying again does not.
            System.err.println("402 " + answer.headers().map() + " " + answer.body());
            System.out.println("This needs a payment or another plan. See the links under"
                + " \\"actions\\": " + answer.body());
          }
          case 429 -> System.out.println("Too fast. Wait "
              + answer.headers().firstValue("Retry-After").orElse("1") + " s.");
          default -> System.out.println(answer.statusCode() + " " + answer.body());
        }
      }
    }
    """
        .formatted(quoted(url), type, quoted(method), publisher);
  }

  private static String javascript(String method, String url, Sheet.@Nullable Body body) {
    String sent = body == null ? "" : "\n  body: " + quoted(body.example()) + ",";
    String type = body == null ? "" : ", \"Content-Type\": " + quoted(body.type());
    return """
    const answer = await fetch(%s, {
      method: %s,
      headers: { "X-API-Key": process.env.TURNPIKE_KEY%s },%s
    });
    if (answer.status === 402) {
      // Paying, another plan or a raised limit helps; trying again does not.
      const problem = await answer.json();
      console.error(answer.status, Object.fromEntries(answer.headers), problem);
      const way = (problem.actions ?? []).find((action) => action.href);
      console.log(`${problem.title}. ${way ? `Go to ${way.href}` : problem.detail}`);
    } else if (answer.status === 429) {
      console.log(`Too fast. Wait ${answer.headers.get("Retry-After") ?? 1} s.`);
    } else {
      console.log(answer.status, await answer.text());
    }
    """
        .formatted(quoted(url), quoted(method), type, sent);
  }

  private static String python(String method, String url, Sheet.@Nullable Body body) {
    String sent = body == null ? "None" : quoted(body.example()) + ".encode()";
    String type = body == null ? "" : ", \"Content-Type\": " + quoted(body.type());
    return """
    import json, os, sys, urllib.error, urllib.request

    request = urllib.request.Request(
        %s,
        data=%s,
        method=%s,
        headers={"X-API-Key": os.environ["TURNPIKE_KEY"]%s},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            print(answer.status, answer.read().decode())
    except urllib.error.HTTPError as refused:
        body = refused.read().decode()
        if refused.code == 402:
            # Paying, another plan or a raised limit helps; trying again does not.
            print(refused.code, dict(refused.headers), body, file=sys.stderr)
            problem = json.loads(body)
            ways = [way["href"] for way in problem.get("actions", []) if "href" in way]
            print(problem["title"], "Go to", ways[0] if ways else problem.get("detail"))
        elif refused.code == 429:
            print("Too fast. Wait", refused.headers.get("Retry-After", "1"), "s.")
        else:
            print(refused.code, body)
    """
        .formatted(quoted(url), sent, quoted(method), type);
  }

  /** A string that reads the same in Java, JavaScript and Python. */
  private static String quoted(@Nullable String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : String.valueOf(text).toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
