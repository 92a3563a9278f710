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

  /** Where a change of plan is shown before it is made; GET with tenant and plan. */
  static String planChange(String publisher, SubscriptionId subscription) {
    return "/" + publisher + "/subscriptions/" + subscription + "/plan";
  }

  static String product(String publisher, String product) {
    return "/" + publisher + "/products/" + product;
  }

  static String subscribe(String publisher, String product, String plan) {
    return "/" + publisher + "/subscribe/" + product + "?plan=" + plan;
  }

  /** How to make the first call under a subscription. */
  static String start(String publisher, String tenant, SubscriptionId subscription) {
    return "/" + publisher + "/start?tenant=" + tenant + "&subscription=" + subscription;
  }

  /** The form that asks the publisher about a refused call. */
  static String support(String publisher, String tenant, String bareDenial) {
    return "/" + publisher + "/support?tenant=" + tenant + "&denial=den_" + bareDenial;
  }

  static String payments(String publisher, String tenant) {
    return "/" + publisher + "/payments?tenant=" + tenant;
  }

  /** Where a request stands, and what its requester has to do. */
  static String request(String publisher, String tenant, SubscriptionId subscription) {
    return "/" + publisher + "/requests/" + subscription + "?tenant=" + tenant;
  }

  static String resolve(String publisher, String bareDenial) {
    return "/" + publisher + "/resolve/den_" + bareDenial;
  }
}
