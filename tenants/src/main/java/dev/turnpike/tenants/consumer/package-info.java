/** What a consumer calls with: applications and their keys. */
@NullMarked
package dev.turnpike.tenants.consumer;

import org.jspecify.annotations.NullMarked;
