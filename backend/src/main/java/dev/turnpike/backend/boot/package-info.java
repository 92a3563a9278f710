/**
 * From a command line to a running process: the embedded PostgreSQL, secrets, and what is served.
 */
@NullMarked
package dev.turnpike.backend.boot;

import org.jspecify.annotations.NullMarked;
