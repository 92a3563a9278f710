package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.PasswordProof;
import dev.turnpike.ui.SessionCookie;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/** Stands where the application reads cookies: in this module's tests everybody is a stranger. */
@ApplicationScoped
class NobodyLoggedIn implements CurrentVisitor, SessionCookie, PasswordProof {
  @Override
  public Optional<Visitor> visitor() {
    return Optional.empty();
  }

  @Override
  public Uni<NewCookie> begin(PersonId person) {
    throw new UnsupportedOperationException("nobody logs in here");
  }

  @Override
  public Uni<NewCookie> end() {
    return Uni.createFrom().item(new NewCookie.Builder("turnpike_admin").value("").build());
  }

  @Override
  public Uni<Boolean> isFresh() {
    return Uni.createFrom().item(false);
  }

  @Override
  public Uni<Void> renew() {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Optional<String> token() {
    return Optional.empty();
  }
}
