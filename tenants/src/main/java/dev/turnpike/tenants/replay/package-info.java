/** Calls with an {@code Idempotency-Key}: who made them, and the sealed answers they got. */
@NullMarked
package dev.turnpike.tenants.replay;

import org.jspecify.annotations.NullMarked;
