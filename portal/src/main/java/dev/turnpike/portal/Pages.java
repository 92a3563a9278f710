package dev.turnpike.portal;

import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, one for each page. */
@CheckedTemplate(basePath = "portal")
final class Pages {
  private Pages() {}

  static native TemplateInstance login(Page page, LogInView view);

  static native TemplateInstance directory(Page page, DirectoryView view);

  static native TemplateInstance catalogue(Page page, CatalogueView view);

  static native TemplateInstance product(Page page, ProductPages.View view);

  static native TemplateInstance subscribe(Page page, SubscribeView view);

  static native TemplateInstance support(Page page, SupportPages.View view);

  static native TemplateInstance start(Page page, StartPages.View view);

  static native TemplateInstance calls(Page page, CallPages.View view);

  static native TemplateInstance call(Page page, CallPages.CallView view);

  static native TemplateInstance payments(Page page, PaymentPages.View view);

  static native TemplateInstance cost(Page page, CostView view);

  static native TemplateInstance home(Page page, HomeView view);

  static native TemplateInstance usage(Page page, UsageView view);

  static native TemplateInstance keys(Page page, KeysView view);

  static native TemplateInstance code(Page page, CodeView view);

  static native TemplateInstance resolve(Page page, ResolveView view);

  static native TemplateInstance pay(Page page, PayView view);

  static native TemplateInstance budgets(Page page, BudgetsView view);

  static native TemplateInstance statement(Page page, StatementView view);

  static native TemplateInstance charges(Page page, StatementView.Charges view);

  static native TemplateInstance confirm(Page page, ConfirmView view);

  static native TemplateInstance requests(Page page, RequestListPages.View view);

  static native TemplateInstance request(Page page, RequestView view);

  static native TemplateInstance withdraw(Page page, RequestPages.AskView view);

  static native TemplateInstance inbox(Page page, InboxPages.View view);

  static native TemplateInstance subscription(Page page, SubscriptionView view);

  static native TemplateInstance planChange(Page page, PlanView view);

  static native TemplateInstance invoices(Page page, InvoicePages.View view);

  static native TemplateInstance invoice(Page page, InvoicePages.SheetView view);

  static native TemplateInstance view(Page page, ViewPages.View view);

  static native TemplateInstance notices(Page page, NoticePages.View view);
}
