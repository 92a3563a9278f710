/**
 * What happens, told to tenants' own systems by webhook: which endpoints there are, what waits for
 * them, and what came of each attempt. Events are written by the database, in the transaction of
 * what they tell.
 */
@NullMarked
package dev.turnpike.tenants.event;

import org.jspecify.annotations.NullMarked;
