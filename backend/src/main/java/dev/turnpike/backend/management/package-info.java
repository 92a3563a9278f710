/**
 * The management API, {@code /manage/v1}: what the pages can do, for programs. Each tenant's things
 * lie under {@code /tenants/{tenant}}; a tenant that is not the caller's is a 404, a role that is
 * too low a 403.
 */
@NullMarked
package dev.turnpike.backend.management;

import org.jspecify.annotations.NullMarked;
