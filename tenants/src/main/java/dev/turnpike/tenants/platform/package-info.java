/** The platform as its operator sees it: every tenant in numbers, and closing one. */
@NullMarked
package dev.turnpike.tenants.platform;

import org.jspecify.annotations.NullMarked;
