/** What use would cost: of a month that is imagined, and of a call before it is made. */
@NullMarked
package dev.turnpike.tenants.quote;

import org.jspecify.annotations.NullMarked;
