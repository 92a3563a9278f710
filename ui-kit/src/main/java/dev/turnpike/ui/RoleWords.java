package dev.turnpike.ui;

import dev.turnpike.tenants.tenant.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.stream.Collectors;

/** Roles as people call them. */
@ApplicationScoped
public class RoleWords {
  private final MembersText text;

  RoleWords(MembersText text) {
    this.text = text;
  }

  public String of(Role role) {
    return switch (role) {
      case OWNER -> text.owner();
      case ADMIN -> text.admin();
      case EDITOR -> text.editor();
      case APPROVER -> text.approver();
      case BILLING -> text.billing();
      case DEVELOPER -> text.developer();
      case VIEWER -> text.viewer();
      case OPERATOR -> text.operator();
    };
  }

  /** What the role lets its holder do, in a few words. */
  public String may(Role role) {
    return switch (role) {
      case OWNER -> text.ownerMay();
      case ADMIN -> text.adminMay();
      case EDITOR -> text.editorMay();
      case APPROVER -> text.approverMay();
      case BILLING -> text.billingMay();
      case DEVELOPER -> text.developerMay();
      case VIEWER -> text.viewerMay();
      case OPERATOR -> "";
    };
  }

  /** In the order of their power, with commas between. */
  public String list(Collection<Role> roles) {
    return roles.stream().sorted().map(this::of).collect(Collectors.joining(", "));
  }
}
