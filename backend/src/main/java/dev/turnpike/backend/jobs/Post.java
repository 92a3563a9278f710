package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.notice.MailOut;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Letters go through the mailer, which writes them to the log until it has a server. */
@ApplicationScoped
class Post implements MailOut {
  private final ReactiveMailer mailer;

  Post(ReactiveMailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public Uni<Void> send(String to, String subject, String text) {
    return mailer.send(Mail.withText(to, subject, text));
  }
}
