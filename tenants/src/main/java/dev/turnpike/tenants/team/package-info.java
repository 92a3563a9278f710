/** Who works in which team of a tenant. */
@NullMarked
package dev.turnpike.tenants.team;

import org.jspecify.annotations.NullMarked;
