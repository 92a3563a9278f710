package dev.turnpike.admin;

import dev.turnpike.ui.MembersView;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of pages about people. */
@CheckedTemplate(basePath = "admin")
final class PeopleTemplates {
  private PeopleTemplates() {}

  static native TemplateInstance logInCode(Page page, LogInCodeView view);

  static native TemplateInstance guests(Page page, GuestPages.View view);

  static native TemplateInstance members(Page page, MembersView view);
}
