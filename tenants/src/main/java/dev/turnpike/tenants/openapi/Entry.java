package dev.turnpike.tenants.openapi;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One page of an API's reference: an operation or a named schema.
 *
 * @param name the operation's id, or the schema's name
 * @param method upper case; empty for a schema
 * @param path as the API's callers write it; empty for a schema
 * @param tag what the operations are grouped by; empty: nothing
 */
@RegisterForReflection
public record Entry(
    Kind kind,
    int position,
    String name,
    String method,
    String path,
    String tag,
    String summary,
    boolean deprecated,
    Sheet sheet) {
  /** In the database's spelling. */
  @SuppressWarnings("MemberName") // lower case, as in the table
  public enum Kind {
    operation,
    schema
  }
}
