package dev.turnpike.portal;

import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of applications and keys. */
@CheckedTemplate(basePath = "portal")
final class AppTemplates {
  private AppTemplates() {}

  static native TemplateInstance applications(Page page, ApplicationsView view);

  static native TemplateInstance application(Page page, ApplicationsView.One view);

  static native TemplateInstance key(Page page, ApplicationsView.KeyPage view);

  static native TemplateInstance issued(Page page, ApplicationsView.IssuedView view);
}
