package dev.turnpike.portal;

import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of a person's own settings. */
@CheckedTemplate(basePath = "portal")
final class SettingsTemplates {
  private SettingsTemplates() {}

  static native TemplateInstance settings(Page page, SettingsPages.View view);

  static native TemplateInstance settingsPassword(Page page, PasswordPages.View view);

  static native TemplateInstance settingsSessions(Page page, SessionPages.View view);

  static native TemplateInstance settingsFactor(Page page, FactorPages.View view);

  static native TemplateInstance settingsRecovery(Page page, FactorPages.CodesView view);

  static native TemplateInstance settingsData(Page page, DataPages.View view);

  static native TemplateInstance settingsErase(Page page, DataPages.EraseView view);
}
