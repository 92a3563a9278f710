/**
 * Which origin gets a call: how each fares, whose turn it is, where it may be dialled, and what it
 * takes to speak to it. What is learnt is learnt by the node; what is counted for choosing is each
 * event loop's own, so that no call waits for another.
 */
@NullMarked
package dev.turnpike.backend.gateway.origin;

import org.jspecify.annotations.NullMarked;
