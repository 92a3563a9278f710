/** Accounts as they stand: money, payments, limits, and who is in trouble or will be. */
@NullMarked
package dev.turnpike.tenants.account;

import org.jspecify.annotations.NullMarked;
