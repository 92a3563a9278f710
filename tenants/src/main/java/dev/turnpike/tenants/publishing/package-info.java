/** How an API's definition is drafted, published as immutable releases, and rolled back. */
@NullMarked
package dev.turnpike.tenants.publishing;

import org.jspecify.annotations.NullMarked;
