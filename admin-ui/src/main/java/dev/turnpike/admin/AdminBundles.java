package dev.turnpike.admin;

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

/** This module's bundles, each in the language of whoever reads. */
@RegisterForReflection(
    targets = {
      Resolver.class,
      AdminText.class,
      AdminTableText.class,
      AdminMoneyText.class,
      BooksText.class,
      ClockText.class,
      BillingText.class,
      PlanEditorText.class,
      OfficeText.class,
      SettingsText.class,
      PlatformText.class,
      InboxText.class,
      ProcessText.class,
      FileText.class,
      PolicyText.class,
      PublishText.class,
      ApiText.class
    })
@RegisterForProxy(targets = {AdminText.class, Resolver.class})
@RegisterForProxy(targets = {AdminTableText.class, Resolver.class})
@RegisterForProxy(targets = {AdminMoneyText.class, Resolver.class})
@RegisterForProxy(targets = {BooksText.class, Resolver.class})
@RegisterForProxy(targets = {ClockText.class, Resolver.class})
@RegisterForProxy(targets = {BillingText.class, Resolver.class})
@RegisterForProxy(targets = {PlanEditorText.class, Resolver.class})
@RegisterForProxy(targets = {OfficeText.class, Resolver.class})
@RegisterForProxy(targets = {SettingsText.class, Resolver.class})
@RegisterForProxy(targets = {PlatformText.class, Resolver.class})
@RegisterForProxy(targets = {InboxText.class, Resolver.class})
@RegisterForProxy(targets = {ProcessText.class, Resolver.class})
@RegisterForProxy(targets = {FileText.class, Resolver.class})
@RegisterForProxy(targets = {PolicyText.class, Resolver.class})
@RegisterForProxy(targets = {PublishText.class, Resolver.class})
@RegisterForProxy(targets = {ApiText.class, Resolver.class})
class AdminBundles {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  AdminText admin(@Localized("en") AdminText english, @Localized("de") AdminText german) {
    return Spoken.words(AdminText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  AdminTableText table(
      @Localized("en") AdminTableText english, @Localized("de") AdminTableText german) {
    return Spoken.words(AdminTableText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  AdminMoneyText accounts(
      @Localized("en") AdminMoneyText english, @Localized("de") AdminMoneyText german) {
    return Spoken.words(AdminMoneyText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  BooksText books(@Localized("en") BooksText english, @Localized("de") BooksText german) {
    return Spoken.words(BooksText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  ClockText clocks(@Localized("en") ClockText english, @Localized("de") ClockText german) {
    return Spoken.words(ClockText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  BillingText billing(@Localized("en") BillingText english, @Localized("de") BillingText german) {
    return Spoken.words(BillingText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  PlanEditorText plans(
      @Localized("en") PlanEditorText english, @Localized("de") PlanEditorText german) {
    return Spoken.words(PlanEditorText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  OfficeText office(@Localized("en") OfficeText english, @Localized("de") OfficeText german) {
    return Spoken.words(OfficeText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  SettingsText storefront(
      @Localized("en") SettingsText english, @Localized("de") SettingsText german) {
    return Spoken.words(SettingsText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  PlatformText platform(
      @Localized("en") PlatformText english, @Localized("de") PlatformText german) {
    return Spoken.words(PlatformText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  InboxText inbox(@Localized("en") InboxText english, @Localized("de") InboxText german) {
    return Spoken.words(InboxText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  ProcessText process(@Localized("en") ProcessText english, @Localized("de") ProcessText german) {
    return Spoken.words(ProcessText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  FileText file(@Localized("en") FileText english, @Localized("de") FileText german) {
    return Spoken.words(FileText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  PolicyText policies(@Localized("en") PolicyText english, @Localized("de") PolicyText german) {
    return Spoken.words(PolicyText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  PublishText publish(@Localized("en") PublishText english, @Localized("de") PublishText german) {
    return Spoken.words(PublishText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  ApiText apis(@Localized("en") ApiText english, @Localized("de") ApiText german) {
    return Spoken.words(ApiText.class, english, german);
  }
}
