package dev.turnpike.tenants.budget;

import java.util.UUID;

/** Applications that share a budget. */
public record Team(UUID id, String slug, String name, long applications) {}
