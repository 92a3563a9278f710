/** The audit trail as people read it: filtered, in pages, and as a table for spreadsheets. */
@NullMarked
package dev.turnpike.tenants.trail;

import org.jspecify.annotations.NullMarked;
