/** People, the tenants they belong to, and what a role may do. */
@NullMarked
package dev.turnpike.tenants.tenant;

import org.jspecify.annotations.NullMarked;
