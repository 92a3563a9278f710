package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What others may know of a tenant.
 *
 * @param accent the six digits of its colour, such as {@code #0b6147}; null: it has none
 * @param logo what tells its logo from earlier ones; null: it has none
 */
public record Tenant(
    TenantId id,
    String slug,
    String name,
    boolean publishes,
    @Nullable String supportEmail,
    @Nullable String supportUrl,
    boolean suspended,
    @Nullable String accent,
    @Nullable String logo) {}
