/**
 * The life of a subscription: asked for, decided, paid, ended; each state knows what may follow.
 */
@NullMarked
package dev.turnpike.tenants.subscription;

import org.jspecify.annotations.NullMarked;
