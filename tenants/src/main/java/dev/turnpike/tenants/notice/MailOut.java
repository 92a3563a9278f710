package dev.turnpike.tenants.notice;

import io.smallrye.mutiny.Uni;

/** Sends a letter. A failed {@link Uni} means that it is tried again: it may arrive twice. */
public interface MailOut {
  Uni<Void> send(String to, String subject, String text);
}
