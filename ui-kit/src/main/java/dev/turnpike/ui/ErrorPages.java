package dev.turnpike.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The page for a request that cannot be answered. The incident is what the log has too, so that a
 * person can quote it; an unknown thing and another tenant's thing give the very same page.
 */
public final class ErrorPages {
  private ErrorPages() {}

  @CheckedTemplate(basePath = "ui")
  static class Templates {
    static native TemplateInstance error(Page page, Integer status, String incident);
  }

  public static TemplateInstance forbidden(Page page, String incident) {
    return Templates.error(page, 403, incident);
  }

  public static TemplateInstance notFound(Page page, String incident) {
    return Templates.error(page, 404, incident);
  }

  public static TemplateInstance broken(Page page, String incident) {
    return Templates.error(page, 500, incident);
  }
}
