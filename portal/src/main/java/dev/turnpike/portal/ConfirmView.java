package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.Money;

/** A payment that waits for the payer's confirmation. */
record ConfirmView(String action, String back, String payee, Money amount, String purpose) {}
