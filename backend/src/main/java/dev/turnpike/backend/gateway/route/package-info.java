/** What a publisher's policies do to calls and answers on their way. */
@NullMarked
package dev.turnpike.backend.gateway.route;

import org.jspecify.annotations.NullMarked;
