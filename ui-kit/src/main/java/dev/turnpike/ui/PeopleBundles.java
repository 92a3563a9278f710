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

/** The bundles of letters, members and webhooks, in the language of whoever reads. */
@RegisterForReflection(targets = {LetterText.class, MembersText.class, WebhooksText.class})
@RegisterForProxy(targets = {LetterText.class, Resolver.class})
@RegisterForProxy(targets = {MembersText.class, Resolver.class})
@RegisterForProxy(targets = {WebhooksText.class, Resolver.class})
class PeopleBundles {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  LetterText letter(@Localized("en") LetterText english, @Localized("de") LetterText german) {
    return Spoken.words(LetterText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  MembersText members(@Localized("en") MembersText english, @Localized("de") MembersText german) {
    return Spoken.words(MembersText.class, english, german);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  WebhooksText webhooks(
      @Localized("en") WebhooksText english, @Localized("de") WebhooksText german) {
    return Spoken.words(WebhooksText.class, english, german);
  }
}
