/**
 * The right to spend at wire speed. A node leases slices of wallets, counters and budgets from
 * PostgreSQL and spends them by itself; what calls used goes to a file before their last byte goes
 * out, and from there in batches to the books. Amounts are micro-units or units, always {@code
 * long}.
 */
package dev.turnpike.tenants.lease;
