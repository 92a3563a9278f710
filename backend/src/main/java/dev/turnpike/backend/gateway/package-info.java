/**
 * The data plane: API traffic in, origins out, nothing else answers here. {@link
 * dev.turnpike.backend.gateway.Gateway} shows a call's whole life.
 */
@NullMarked
package dev.turnpike.backend.gateway;

import org.jspecify.annotations.NullMarked;
