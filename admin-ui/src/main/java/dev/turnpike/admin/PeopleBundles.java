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

/** The bundles of log-in and guests, in the language of whoever reads. */
@RegisterForReflection(targets = {LogInText.class, DoorText.class})
@RegisterForProxy(targets = {LogInText.class, Resolver.class})
@RegisterForProxy(targets = {DoorText.class, Resolver.class})
class PeopleBundles {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  LogInText factor(@Localized("en") LogInText english, @Localized("de") LogInText german) {
    return Spoken.words(LogInText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  DoorText door(@Localized("en") DoorText english, @Localized("de") DoorText german) {
    return Spoken.words(DoorText.class, english, german);
  }
}
