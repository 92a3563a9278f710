/**
 * What moved an account's money: statements, lots, corrections by hand, and whether it all agrees.
 */
@NullMarked
package dev.turnpike.tenants.ledger;

import org.jspecify.annotations.NullMarked;
