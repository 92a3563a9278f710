/**
 * Money between one consumer and one publisher: accounts and wallets, payments, invoices, and the
 * exact reservations of the gateway. Amounts are {@link dev.turnpike.tenants.kernel.Money}.
 */
package dev.turnpike.tenants.billing;
