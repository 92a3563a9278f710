package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.SubscriptionId;

/** Addresses of pages about one consumer's relation to one publisher: they name both. */
final class Addresses {
  private Addresses() {}

  static String wallet(String publisher, String tenant) {
    return "/" + publisher + "/pay?tenant=" + tenant;
  }

  static String invoicePage(String publisher, String tenant, InvoiceId invoice) {
    return "/" + publisher + "/invoices/" + invoice + "?tenant=" + tenant;
  }

  static String invoice(String publisher, String tenant, InvoiceId invoice) {
    return "/" + publisher + "/pay?tenant=" + tenant + "&invoice=" + invoice;
  }

  static String firstPayment(String publisher, String tenant, SubscriptionId subscription) {
    return "/" + publisher + "/pay?tenant=" + tenant + "&subscription=" + subscription;
  }

  static String subscription(String publisher, String tenant, SubscriptionId subscription) {
    return "/" + publisher + "/subscriptions/" + subscription + "?tenant=" + tenant;
  }

  static String resolve(String publisher, String bareDenial) {
    return "/" + publisher + "/resolve/den_" + bareDenial;
  }
}
