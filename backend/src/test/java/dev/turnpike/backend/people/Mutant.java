package dev.turnpike.backend.people;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes guards out of the database before the first test, so that one sees which tests miss them:
 * {@code -Dturnpike.mutant=function~guard~what stands there instead}, or a statement, several apart
 * by {@code ;;}. {@code bin/prove mutants} has a list.
 */
@ApplicationScoped
class Mutant {
  private static final Logger LOG = Logger.getLogger(Mutant.class);

  private final Cast cast;
  private final Optional<String> mutant;

  Mutant(Cast cast, @ConfigProperty(name = "turnpike.mutant") Optional<String> mutant) {
    this.cast = cast;
    this.mutant = mutant;
  }

  void takeGuards(@Observes @Priority(Integer.MAX_VALUE) StartupEvent started) {
    for (String part : mutant.orElse("").split(";;", -1)) {
      if (!part.isBlank()) {
        take(part.strip().split("~", -1));
        LOG.infof("MUTANT: %s", part);
      }
    }
  }

  private void take(String[] words) {
    if (words.length == 1) {
      cast.sql(words[0]);
      return;
    }
    String right = cast.one("select pg_get_functiondef(cast(? as regproc))", words[0]);
    if (!right.contains(words[1])) {
      throw new IllegalArgumentException(words[0] + " has no guard " + words[1]);
    }
    cast.sql(right.replace(words[1], words[2]));
  }
}
