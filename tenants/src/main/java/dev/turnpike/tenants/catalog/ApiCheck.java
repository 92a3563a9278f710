package dev.turnpike.tenants.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an API can be served as it is written: each fault with its field and its remedy. */
final class ApiCheck {
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_SLUG = 39;
  private static final int LONGEST_ID = 120;
  private static final int LONGEST_PATH = 500;
  private static final int LONGEST_SUMMARY = 300;

  /** As in RFC 9110 §9.1, without what the gateway answers itself. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

  /** What plans and keys can name, and a log can hold on one line. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]*");

  private static final Pattern PATH = Pattern.compile("(/(\\{[^/{}\\s]+\\}|[^/{}\\s?#]*))+");

  private final List<Fault> faults = new ArrayList<>();

  private ApiCheck() {}

  /** None when all is well. */
  static List<Fault> of(ApiTerms terms) {
    ApiCheck check = new ApiCheck();
    check.operations(terms.operations());
    if (terms.origins() != null) {
      check.faults.addAll(terms.origins().faults("origins"));
    }
    if (terms.policies() != null) {
      check.faults.addAll(terms.policies().faults("policies"));
    }
    if (terms.deprecation() != null) {
      check.faults.addAll(terms.deprecation().faults("deprecation"));
    }
    return List.copyOf(check.faults);
  }

  static boolean isSlug(String text) {
    return text.length() >= 2 && text.length() <= LONGEST_SLUG && SLUG.matcher(text).matches();
  }

  private void operations(List<OperationTerms> operations) {
    if (operations.size() > ApiTerms.MOST_OPERATIONS) {
      add("operations", "are more than " + ApiTerms.MOST_OPERATIONS + ": divide the API");
      return;
    }
    Set<String> ids = new HashSet<>();
    Set<String> routes = new HashSet<>();
    for (int i = 0; i < operations.size(); i++) {
      OperationTerms operation = operations.get(i);
      String at = "operations[" + i + "]";
      id(at + ".id", operation.id(), ids);
      if (operation.method() == null || !METHODS.contains(operation.method())) {
        add(at + ".method", "is no method in capital letters, such as GET: " + operation.method());
      }
      path(at + ".path", operation.path());
      if (!routes.add(operation.method() + " " + shape(operation.path()))) {
        add(at + ".path", "is there twice: " + operation.method() + " " + operation.path());
      }
      if (operation.policies() != null) {
        faults.addAll(operation.policies().faults(at + ".policies"));
      }
      if (operation.summary() != null && operation.summary().length() > LONGEST_SUMMARY) {
        add(at + ".summary", "is longer than " + LONGEST_SUMMARY + " characters");
      }
    }
  }

  private void id(String at, String id, Set<String> ids) {
    if (id == null || id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
      add(at, "is no name of 1 to " + LONGEST_ID + " letters, digits, dots and hyphens: " + id);
    } else if (!ids.add(id)) {
      add(at, "is there twice: " + id);
    }
  }

  private void path(String at, String path) {
    if (path == null || path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
      add(at, "is no path such as /forecast/{city}, each {name} a segment of its own: " + path);
    }
  }

  /** Two templates that differ only in their names match the same paths. */
  private static String shape(String path) {
    return path == null ? "" : path.replaceAll("\\{[^/]*\\}", "{}");
  }

  private void add(String path, String reason) {
    faults.add(new Fault(path, reason));
  }
}
