/** What a publisher offers: APIs, products and their plans. */
@NullMarked
package dev.turnpike.tenants.catalog;

import org.jspecify.annotations.NullMarked;
