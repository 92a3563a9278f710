package dev.turnpike.portal;

import dev.turnpike.ui.Spoken;
import io.quarkus.arc.Unremovable;
import io.quarkus.qute.Resolver;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.runtime.annotations.RegisterForProxy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The portal's bundles, each in the language of whoever reads. */
@RegisterForReflection(
    targets = {
      BudgetText.class,
      CatalogueText.class,
      CodeText.class,
      HomeText.class,
      NoticeText.class,
      PortalText.class,
      RequestText.class,
      ResolveText.class,
      StateText.class,
      StatementText.class,
      SubscriptionText.class,
      UsageText.class,
      ViewText.class,
      SubscribeText.class,
      SupportText.class,
      StartText.class,
      CallText.class,
      PaymentText.class,
      ReferenceText.class
    })
@RegisterForProxy(targets = {BudgetText.class, Resolver.class})
@RegisterForProxy(targets = {CatalogueText.class, Resolver.class})
@RegisterForProxy(targets = {CodeText.class, Resolver.class})
@RegisterForProxy(targets = {HomeText.class, Resolver.class})
@RegisterForProxy(targets = {NoticeText.class, Resolver.class})
@RegisterForProxy(targets = {PortalText.class, Resolver.class})
@RegisterForProxy(targets = {RequestText.class, Resolver.class})
@RegisterForProxy(targets = {ResolveText.class, Resolver.class})
@RegisterForProxy(targets = {StateText.class, Resolver.class})
@RegisterForProxy(targets = {StatementText.class, Resolver.class})
@RegisterForProxy(targets = {SubscriptionText.class, Resolver.class})
@RegisterForProxy(targets = {UsageText.class, Resolver.class})
@RegisterForProxy(targets = {ViewText.class, Resolver.class})
@RegisterForProxy(targets = {SubscribeText.class, Resolver.class})
@RegisterForProxy(targets = {SupportText.class, Resolver.class})
@RegisterForProxy(targets = {StartText.class, Resolver.class})
@RegisterForProxy(targets = {CallText.class, Resolver.class})
@RegisterForProxy(targets = {PaymentText.class, Resolver.class})
@RegisterForProxy(targets = {ReferenceText.class, Resolver.class})
class PortalBundles {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  BudgetText budgets(@Localized("en") BudgetText english, @Localized("de") BudgetText german) {
    return Spoken.words(BudgetText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  CatalogueText offer(
      @Localized("en") CatalogueText english, @Localized("de") CatalogueText german) {
    return Spoken.words(CatalogueText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  CodeText code(@Localized("en") CodeText english, @Localized("de") CodeText german) {
    return Spoken.words(CodeText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  HomeText home(@Localized("en") HomeText english, @Localized("de") HomeText german) {
    return Spoken.words(HomeText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  NoticeText news(@Localized("en") NoticeText english, @Localized("de") NoticeText german) {
    return Spoken.words(NoticeText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  PortalText portal(@Localized("en") PortalText english, @Localized("de") PortalText german) {
    return Spoken.words(PortalText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  ResolveText resolve(@Localized("en") ResolveText english, @Localized("de") ResolveText german) {
    return Spoken.words(ResolveText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  StateText state(@Localized("en") StateText english, @Localized("de") StateText german) {
    return Spoken.words(StateText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  StatementText statement(
      @Localized("en") StatementText english, @Localized("de") StatementText german) {
    return Spoken.words(StatementText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  SubscriptionText subscription(
      @Localized("en") SubscriptionText english, @Localized("de") SubscriptionText german) {
    return Spoken.words(SubscriptionText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  UsageText usage(@Localized("en") UsageText english, @Localized("de") UsageText german) {
    return Spoken.words(UsageText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  ViewText view(@Localized("en") ViewText english, @Localized("de") ViewText german) {
    return Spoken.words(ViewText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  SubscribeText subscribe(
      @Localized("en") SubscribeText english, @Localized("de") SubscribeText german) {
    return Spoken.words(SubscribeText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  SupportText support(@Localized("en") SupportText english, @Localized("de") SupportText german) {
    return Spoken.words(SupportText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  StartText start(@Localized("en") StartText english, @Localized("de") StartText german) {
    return Spoken.words(StartText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  CallText calls(@Localized("en") CallText english, @Localized("de") CallText german) {
    return Spoken.words(CallText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  PaymentText payments(@Localized("en") PaymentText english, @Localized("de") PaymentText german) {
    return Spoken.words(PaymentText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  RequestText request(@Localized("en") RequestText english, @Localized("de") RequestText german) {
    return Spoken.words(RequestText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  ReferenceText reference(
      @Localized("en") ReferenceText english, @Localized("de") ReferenceText german) {
    return Spoken.words(ReferenceText.class, english, german);
  }
}
