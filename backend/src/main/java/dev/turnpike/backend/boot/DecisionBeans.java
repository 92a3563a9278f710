package dev.turnpike.backend.boot;

import dev.turnpike.tenants.decision.Admission;
import dev.turnpike.tenants.decision.DenialTokens;
import dev.turnpike.tenants.decision.Links;
import dev.turnpike.tenants.decision.RateLimits;
import dev.turnpike.tenants.decision.RecentDenials;
import dev.turnpike.tenants.decision.Refusals;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The deciding part of both planes: what the gateway asks, explain asks too. */
@Singleton
class DecisionBeans {
  @Produces
  @Singleton
  Admission admission(RateLimits rates) {
    return new Admission(rates);
  }

  @Produces
  @Singleton
  DenialTokens denialTokens(@ConfigProperty(name = "turnpike.secret") String secret) {
    return new DenialTokens(secret, new SecureRandom());
  }

  @Produces
  @Singleton
  Refusals refusals(Links links, DenialTokens tokens) {
    return new Refusals(links, tokens, new RecentDenials());
  }

  @Produces
  @Singleton
  @DefaultBean
  Links links(
      @ConfigProperty(name = "turnpike.portal.url", defaultValue = "http://localhost:8080")
          URI portal) {
    return new Links(portal);
  }
}
