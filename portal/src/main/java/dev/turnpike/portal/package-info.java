/** Pages for developers of consumer tenants: what may be called, what it costs, what is wrong. */
@NullMarked
package dev.turnpike.portal;

import org.jspecify.annotations.NullMarked;
