/** OpenAPI documents: read with bounds, understood, compared, shown and given out again. */
@NullMarked
package dev.turnpike.tenants.openapi;

import org.jspecify.annotations.NullMarked;
