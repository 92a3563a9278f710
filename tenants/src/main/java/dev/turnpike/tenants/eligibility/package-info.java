/** Publishers' own systems that say who may use a product, and the questions they are asked. */
@NullMarked
package dev.turnpike.tenants.eligibility;

import org.jspecify.annotations.NullMarked;
