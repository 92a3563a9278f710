/** Pages for a publisher's own people: what to decide, whom was refused and why, who buys. */
@NullMarked
package dev.turnpike.admin;

import org.jspecify.annotations.NullMarked;
