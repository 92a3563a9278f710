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
    static native TemplateInstance error(Page page, Integer status, String kind, String incident);
  }

  public static TemplateInstance forbidden(Page page, String incident) {
    return Templates.error(page, 403, "forbidden", incident);
  }

  public static TemplateInstance notFound(Page page, String incident) {
    return Templates.error(page, 404, "not-found", incident);
  }

  /** For a request that was refused for its form: its origin, its method, its size. */
  public static TemplateInstance unreadable(Page page, int status, String incident) {
    return Templates.error(page, status, "unreadable", incident);
  }

  public static TemplateInstance broken(Page page, String incident) {
    return Templates.error(page, 500, "broken", incident);
  }
}
