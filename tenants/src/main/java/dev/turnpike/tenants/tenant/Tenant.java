package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/** What others may know of a tenant. */
public record Tenant(
    TenantId id,
    String slug,
    String name,
    boolean publishes,
    @Nullable String supportEmail,
    @Nullable String supportUrl,
    boolean suspended) {}
