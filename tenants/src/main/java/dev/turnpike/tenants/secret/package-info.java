/** Secrets that files and settings name and never hold: where one is kept, and how it is read. */
@NullMarked
package dev.turnpike.tenants.secret;

import org.jspecify.annotations.NullMarked;
