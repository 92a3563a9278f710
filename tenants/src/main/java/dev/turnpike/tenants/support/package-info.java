/** Questions to a publisher's support, with all that is known of a refused call. */
@NullMarked
package dev.turnpike.tenants.support;

import org.jspecify.annotations.NullMarked;
