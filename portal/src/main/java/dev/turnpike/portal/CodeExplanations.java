package dev.turnpike.portal;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.ui.CodeWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** A code in words: what it means, who can put it right, what to do, what the answer looks like. */
@ApplicationScoped
class CodeExplanations {
  private final CodeText text;

  CodeExplanations(CodeText text) {
    this.text = text;
  }

  /** {@code root} is the publisher's address, or nothing; {@code name} is whose page it is. */
  CodeView of(String root, String name, Code code) {
    List<CodeView.Entry> all =
        Arrays.stream(Code.values())
            .map(
                each ->
                    new CodeView.Entry(
                        each.name(), each.status(), CodeWords.title(each), each == code))
            .toList();
    return new CodeView(
        root,
        name,
        code.name(),
        code.status(),
        CodeWords.title(code),
        CodeWords.meaning(code),
        who(code, root, name),
        code.waitingHelps() ? text.waitingHelps() : text.waitingDoesNot(),
        CodeWords.steps(code),
        example(root, code),
        all);
  }

  private String who(Code code, String root, String name) {
    return switch (code.fixer()) {
      case DEVELOPER -> text.developer();
      case BILLING -> text.billing();
      case OWNER -> text.owner();
      case PUBLISHER -> root.isEmpty() ? text.platform() : text.publisher(name);
      case NOBODY -> text.nobody();
    };
  }

  /** The members that every refusal has. */
  private static String example(String root, Code code) {
    return """
        HTTP/1.1 %1$d
        Content-Type: application/problem+json

        {
          "type": "…%2$s/errors/%3$s",
          "title": "%4$s",
          "status": %1$d,
          "code": "%3$s",
          "category": "%5$s",
          "retryable": %6$s,
          "request_id": "…",
          "actions": [%7$s]
        }"""
        .formatted(
            code.status(),
            root,
            code.name(),
            code.title(),
            code.category().label(),
            code.waitingHelps(),
            code.firstRemedy().map(rel -> "{\"rel\": \"" + rel + "\", …}").orElse(""));
  }
}
