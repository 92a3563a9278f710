/**
 * What a subscription does as its account's time goes by: trials that end, periods that renew,
 * grace that is over; and what its consumer may change about that.
 */
@NullMarked
package dev.turnpike.tenants.period;

import org.jspecify.annotations.NullMarked;
