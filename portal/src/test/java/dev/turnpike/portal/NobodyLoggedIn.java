package dev.turnpike.portal;

import dev.turnpike.tenants.decision.DenialTokens;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.SessionCookie;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** Every request comes from a stranger. */
@ApplicationScoped
class NobodyLoggedIn implements CurrentVisitor, SessionCookie, GatewayAddress {
  @Produces
  @Singleton
  DenialTokens tokens() {
    return new DenialTokens("a secret for tests only", new SecureRandom());
  }

  @Override
  public URI shown() {
    return URI.create("http://localhost:8000");
  }

  @Override
  public URI near() {
    return shown();
  }

  @Override
  public Optional<Visitor> visitor() {
    return Optional.empty();
  }

  @Override
  public Uni<NewCookie> begin(PersonId person) {
    throw new IllegalStateException("nobody logs in here");
  }

  @Override
  public Uni<NewCookie> end() {
    return Uni.createFrom().item(new NewCookie.Builder("session").value("").maxAge(0).build());
  }

  @Override
  public Optional<String> token() {
    return Optional.empty();
  }
}
