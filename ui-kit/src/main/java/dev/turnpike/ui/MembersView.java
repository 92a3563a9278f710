package dev.turnpike.ui;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of a tenant, with what the visitor may do about them.
 *
 * @param address where the forms post to; also the page's own
 * @param roles the boxes of the invitation's form
 * @param email as it was written
 */
public record MembersView(
    String tenantName,
    String address,
    List<Row> members,
    List<Invited> invitations,
    boolean mayManage,
    List<RoleBox> roles,
    String email,
    @Nullable String notice,
    List<FieldError> errors) {

  /** One of them; {@code open} forms are offered. */
  public record Row(
      String id,
      String name,
      String email,
      String roles,
      boolean self,
      boolean open,
      List<RoleBox> boxes) {}

  /** A role that may be ticked. */
  public record RoleBox(String word, String label, String may, boolean ticked) {}

  /** Somebody who has not come yet. */
  public record Invited(
      String id,
      String email,
      String roles,
      @Nullable String inviter,
      Instant createdAt,
      Instant expiresAt) {}

  /** What is wrong with a field; null when nothing is. */
  public @Nullable String wrong(String field) {
    return errors.stream()
        .filter(error -> error.field().equals(field))
        .map(FieldError::message)
        .findFirst()
        .orElse(null);
  }
}
