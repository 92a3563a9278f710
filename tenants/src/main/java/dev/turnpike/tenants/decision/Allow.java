package dev.turnpike.tenants.decision;

/** The call may be forwarded under this grant, once what it needs is reserved. */
public record Allow(Grant grant) implements Decision {}
