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

/** The bundles of accounts, applications and teams, in the language of whoever reads. */
@RegisterForReflection(
    targets = {
      AccountText.class,
      SettingsText.class,
      AppsText.class,
      JoinText.class,
      TeamsText.class
    })
@RegisterForProxy(targets = {AccountText.class, Resolver.class})
@RegisterForProxy(targets = {SettingsText.class, Resolver.class})
@RegisterForProxy(targets = {AppsText.class, Resolver.class})
@RegisterForProxy(targets = {JoinText.class, Resolver.class})
@RegisterForProxy(targets = {TeamsText.class, Resolver.class})
class PeopleBundles {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  AccountText account(@Localized("en") AccountText english, @Localized("de") AccountText german) {
    return Spoken.words(AccountText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  SettingsText settings(
      @Localized("en") SettingsText english, @Localized("de") SettingsText german) {
    return Spoken.words(SettingsText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  AppsText apps(@Localized("en") AppsText english, @Localized("de") AppsText german) {
    return Spoken.words(AppsText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  JoinText join(@Localized("en") JoinText english, @Localized("de") JoinText german) {
    return Spoken.words(JoinText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  TeamsText teams(@Localized("en") TeamsText english, @Localized("de") TeamsText german) {
    return Spoken.words(TeamsText.class, english, german);
  }
}
