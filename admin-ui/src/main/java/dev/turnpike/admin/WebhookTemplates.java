package dev.turnpike.admin;

import dev.turnpike.ui.Page;
import dev.turnpike.ui.WebhooksView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of webhooks. */
@CheckedTemplate(basePath = "admin")
final class WebhookTemplates {
  private WebhookTemplates() {}

  static native TemplateInstance webhooks(Page page, WebhooksView view);

  static native TemplateInstance webhook(Page page, WebhooksView.One view);

  static native TemplateInstance webhookDelivery(Page page, WebhooksView.Delivered view);

  static native TemplateInstance webhookSecret(Page page, WebhooksView.Secret view);

  static native TemplateInstance webhookRemoval(Page page, WebhooksView.Question view);
}
