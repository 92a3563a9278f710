package dev.turnpike.backend.identity;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Visitor;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** One request's id and who asks; filled by {@link CredentialFilter}. */
@RequestScoped
public class RequestIdentity implements CurrentVisitor {
  private final RequestId id;
  private Optional<Visitor> visitor = Optional.empty();
  private Optional<String> sessionToken = Optional.empty();

  RequestIdentity(Ids ids) {
    this.id = new RequestId(ids.next());
  }

  /** What the answer's {@code X-Request-Id} and the log say. */
  public RequestId id() {
    return id;
  }

  @Override
  public Optional<Visitor> visitor() {
    return visitor;
  }

  Optional<String> sessionToken() {
    return sessionToken;
  }

  void asks(Visitor person) {
    visitor = Optional.of(person);
  }

  void presents(String token) {
    sessionToken = Optional.of(token);
  }
}
