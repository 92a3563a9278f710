package dev.turnpike.ui;

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
    targets = {Resolver.class, UiText.class, PlanText.class, InvoiceText.class, StepText.class})
@RegisterForProxy(targets = {UiText.class, Resolver.class})
@RegisterForProxy(targets = {PlanText.class, Resolver.class})
@RegisterForProxy(targets = {InvoiceText.class, Resolver.class})
@RegisterForProxy(targets = {StepText.class, Resolver.class})
class UiBundles {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  UiText ui(@Localized("en") UiText english, @Localized("de") UiText german) {
    return Spoken.words(UiText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  PlanText plan(@Localized("en") PlanText english, @Localized("de") PlanText german) {
    return Spoken.words(PlanText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  InvoiceText invoice(@Localized("en") InvoiceText english, @Localized("de") InvoiceText german) {
    return Spoken.words(InvoiceText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  StepText steps(@Localized("en") StepText english, @Localized("de") StepText german) {
    return Spoken.words(StepText.class, english, german);
  }
}
