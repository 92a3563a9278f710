/** Whether a JSON document is what a schema says. */
@NullMarked
package dev.turnpike.tenants.kernel.schema;

import org.jspecify.annotations.NullMarked;
