/** A consumer's own caps on what it spends, and how somebody asks for more. */
@NullMarked
package dev.turnpike.tenants.budget;

import org.jspecify.annotations.NullMarked;
