/** Who did what, kept for good. */
@NullMarked
package dev.turnpike.tenants.audit;

import org.jspecify.annotations.NullMarked;
