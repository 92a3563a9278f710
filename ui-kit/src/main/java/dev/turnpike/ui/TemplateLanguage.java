package dev.turnpike.ui;

import io.quarkus.qute.EngineBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Templates are written in the reader's language. A bundle without a German file stays English in
 * them; what Java composes from bundles is {@link Spoken}'s.
 */
@ApplicationScoped
class TemplateLanguage {
  void configure(@Observes EngineBuilder engine) {
    engine.addTemplateInstanceInitializer(
        page -> page.setLocale(Reader.current().language().locale()));
  }
}
