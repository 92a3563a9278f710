package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;

/** The wish of an application for a plan, named as addresses name them. */
public record PlanChoice(
    ApplicationId application, String publisher, String product, String plan, Mode mode) {}
