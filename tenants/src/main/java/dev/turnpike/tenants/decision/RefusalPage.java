package dev.turnpike.tenants.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A refusal for a person in front of a browser: one self-contained page, no script, no request but
 * the one its button makes. The style is allowed by its hash alone.
 */
final class RefusalPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--bg:light-dark(#f6f6f3,#101314);\
      --card:light-dark(#fff,#181c1d);--ink:light-dark(#1a1f1e,#e9ebea);\
      --soft:light-dark(#565e5c,#a4adab);--line:light-dark(#e4e4de,#2a3031);\
      --brand:light-dark(#0b6147,#58c79d);--on:light-dark(#fff,#04231a);\
      --focus:light-dark(#1d5fd6,#8ab8ff);--warn:light-dark(#7d4e00,#f0bf66);\
      --tint:light-dark(#fdf4e0,#2b2312)}
      *{box-sizing:border-box}
      body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;\
      background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
      main{width:100%;max-width:34rem;background:var(--card);border:1px solid var(--line);\
      border-radius:1rem;padding:clamp(1.25rem,5vw,2.25rem)}
      .status{display:inline-block;padding:.15rem .65rem;border-radius:99px;font-weight:600;\
      font-size:.85rem;color:var(--warn);background:var(--tint)}
      .where{margin-left:.5rem;color:var(--soft);font-size:.9rem}
      h1{font-size:1.5rem;line-height:1.25;margin:.75rem 0 .5rem;text-wrap:balance}
      p{margin:.5rem 0}
      .actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0}
      .actions a{padding:.7rem 1.2rem;border-radius:.6rem;border:1px solid var(--line);\
      color:var(--brand);text-decoration:none;font-weight:600}
      .actions a.first{background:var(--brand);border-color:var(--brand);color:var(--on)}
      a{color:var(--brand)}
      a:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
      dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:1.25rem 0 0;\
      padding-top:1rem;border-top:1px solid var(--line);font-size:.9rem}
      dt{color:var(--soft)}
      dd{margin:0;overflow-wrap:anywhere}
      blockquote{margin:1rem 0;padding:.25rem 0 .25rem 1rem;border-left:3px solid var(--line)}
      """;

  /** Sent with the page: nothing runs, nothing loads, nobody frames it. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Case refused;
  private final StringBuilder html = new StringBuilder(4096);

  private RefusalPage(Case refused) {
    this.refused = refused;
  }

  static String of(Case refused) {
    return new RefusalPage(refused).page();
  }

  private String page() {
    Code code = refused.code();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<title>").append(escaped(code.title())).append("</title>\n");
    html.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    html.append("<span class=\"status\">").append(code.status()).append("</span>\n");
    where();
    html.append("<h1>").append(escaped(code.title())).append("</h1>\n");
    html.append("<p>").append(escaped(refused.detail())).append("</p>\n");
    message();
    actions();
    facts();
    html.append("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void where() {
    Deny.Who who = refused.deny().who();
    if (who.publisher() != null) {
      String api = who.api() == null ? "" : who.api().name() + " by ";
      html.append("<span class=\"where\">").append(escaped(api + who.publisher().name()));
      html.append("</span>\n");
    }
  }

  private void message() {
    String message = refused.message();
    if (message != null) {
      html.append("<blockquote>").append(escaped(message)).append("</blockquote>\n");
    }
  }

  private void actions() {
    String seen = null;
    html.append("<nav class=\"actions\" aria-label=\"What you can do\">\n");
    for (Case.Action action : refused.actions()) {
      String href = action.href();
      if (href != null && !href.equals(seen) && !href.equals(refused.help())) {
        link(href, action.title(), seen == null ? "first" : "");
        seen = href;
      }
    }
    link(refused.help(), "What this means", "");
    html.append("</nav>\n");
  }

  private void facts() {
    html.append("<dl>\n");
    Deny deny = refused.deny();
    if (refused.isFull() && deny.balance() != null) {
      fact("Needed", deny.balance().required().toString());
      fact("Available", deny.balance().available().toString());
    }
    if (deny.limit() != null) {
      fact("Limit", deny.limit().limit().name());
      fact("Resets", deny.limit().resetsAt().toString());
    }
    fact("Code", refused.code().name());
    fact("Request", refused.asked().id().toString());
    if (refused.support() != null) {
      fact("Support", refused.support().email());
      fact("Help desk", refused.support().url());
    }
    html.append("</dl>\n");
  }

  private void link(String href, String title, String style) {
    html.append("<a ");
    if (!style.isEmpty()) {
      html.append("class=\"").append(style).append("\" ");
    }
    html.append("href=\"").append(escaped(href)).append("\">");
    html.append(escaped(title)).append("</a>\n");
  }

  private void fact(String name, @Nullable String value) {
    if (value != null) {
      html.append("<dt>").append(name).append("</dt><dd>").append(escaped(value)).append("</dd>\n");
    }
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static String hash(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
