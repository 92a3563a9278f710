/** What follows a charge that failed: tries again by the reason it failed for, and tells people. */
package dev.turnpike.tenants.dunning;
