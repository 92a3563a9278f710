/**
 * What falls due for an account, done once and in order, on any node, also after a standstill; and
 * the clock of a test account, which can be moved so that it falls due now.
 */
@NullMarked
package dev.turnpike.tenants.due;

import org.jspecify.annotations.NullMarked;
