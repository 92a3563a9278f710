package dev.turnpike.admin;

import org.jspecify.annotations.Nullable;

/**
 * The log-in form.
 *
 * @param wrong {@code password} or {@code wait} after a failed attempt
 */
record LogInView(String to, String email, @Nullable String wrong) {}
