/** How a stranger becomes a person with a tenant, and whom a publisher lets in. */
@NullMarked
package dev.turnpike.tenants.signup;

import org.jspecify.annotations.NullMarked;
