/** How a tenant appears to others: its name, whom to ask, its colour and its logo. */
@NullMarked
package dev.turnpike.tenants.storefront;

import org.jspecify.annotations.NullMarked;
