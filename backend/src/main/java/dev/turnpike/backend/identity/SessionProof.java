package dev.turnpike.backend.identity;

import dev.turnpike.tenants.tenant.Proofs;
import dev.turnpike.ui.PasswordProof;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The proof of the session whose cookie came with the request. */
@ApplicationScoped
class SessionProof implements PasswordProof {
  private final RequestIdentity request;
  private final Proofs proofs;

  SessionProof(RequestIdentity request, Proofs proofs) {
    this.request = request;
    this.proofs = proofs;
  }

  @Override
  public Uni<Boolean> isFresh() {
    return request
        .sessionToken()
        .map(proofs::isFresh)
        .orElseGet(() -> Uni.createFrom().item(false));
  }

  @Override
  public Uni<Void> renew() {
    return request.sessionToken().map(proofs::renew).orElseGet(() -> Uni.createFrom().voidItem());
  }
}
