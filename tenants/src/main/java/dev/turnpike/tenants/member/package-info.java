/** Who belongs to a tenant, in which roles, and who is asked to. */
@NullMarked
package dev.turnpike.tenants.member;

import org.jspecify.annotations.NullMarked;
