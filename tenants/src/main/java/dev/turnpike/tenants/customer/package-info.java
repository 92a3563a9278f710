/** Consumers as their publisher sees them, and shutting one out. */
@NullMarked
package dev.turnpike.tenants.customer;

import org.jspecify.annotations.NullMarked;
