package dev.turnpike.portal;

import dev.turnpike.ui.MembersView;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of pages about people: their accounts, their organisations. */
@CheckedTemplate(basePath = "portal")
final class PeopleTemplates {
  private PeopleTemplates() {}

  static native TemplateInstance signUp(Page page, SignUpPages.View view);

  static native TemplateInstance verify(Page page, VerifyPages.View view);

  static native TemplateInstance forgotten(Page page, ResetPages.View view);

  static native TemplateInstance newPassword(Page page, ResetPages.LinkView view);

  static native TemplateInstance logInCode(Page page, LogInCodeView view);

  static native TemplateInstance said(Page page, SaidView view);

  static native TemplateInstance members(Page page, MembersView view);

  static native TemplateInstance teams(Page page, TeamPages.View view);

  static native TemplateInstance join(Page page, JoinPages.View view);

  static native TemplateInstance mails(Page page, MailboxPages.View view);
}
