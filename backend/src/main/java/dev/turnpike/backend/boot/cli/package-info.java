/** The commands on a tenant's file: no listener, no database, no Quarkus. */
@NullMarked
package dev.turnpike.backend.boot.cli;

import org.jspecify.annotations.NullMarked;
