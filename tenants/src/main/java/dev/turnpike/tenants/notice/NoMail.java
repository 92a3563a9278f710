package dev.turnpike.tenants.notice;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where nobody brings a mailer, letters stay in the outbox and say so. */
@ApplicationScoped
@DefaultBean
class NoMail implements MailOut {
  @Override
  public Uni<Void> send(String to, String subject, String text) {
    return Uni.createFrom().failure(new IllegalStateException("there is no mailer"));
  }
}
