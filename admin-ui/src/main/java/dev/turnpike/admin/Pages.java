package dev.turnpike.admin;

import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, one for each page. */
@CheckedTemplate(basePath = "admin")
final class Pages {
  private Pages() {}

  static native TemplateInstance login(Page page, LogInView view);

  static native TemplateInstance start(Page page, StartView view);

  static native TemplateInstance requests(Page page, RequestsView view);

  static native TemplateInstance requestFile(Page page, RequestFilePage.View view);

  static native TemplateInstance denials(Page page, DenialsView view);

  static native TemplateInstance denial(Page page, DenialView view);

  static native TemplateInstance keys(Page page, KeysView view);

  static native TemplateInstance accounts(Page page, AccountsView view);

  static native TemplateInstance account(Page page, AccountView view);

  static native TemplateInstance books(Page page, BooksView view);

  static native TemplateInstance book(Page page, BooksView.BookView view);

  static native TemplateInstance consumers(Page page, ConsumersView view);

  static native TemplateInstance clocks(Page page, ClocksView view);

  static native TemplateInstance invoices(Page page, InvoicePages.View view);

  static native TemplateInstance invoice(Page page, InvoicePages.SheetView view);

  static native TemplateInstance mails(Page page, MailPages.View view);
}
