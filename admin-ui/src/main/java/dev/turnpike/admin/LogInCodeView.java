package dev.turnpike.admin;

import org.jspecify.annotations.Nullable;

/**
 * The second half of a log-in.
 *
 * @param ticket what the password earned; good for five minutes
 * @param wrong {@code code} or {@code wait} after a failed attempt
 */
record LogInCodeView(String to, String ticket, @Nullable String wrong) {}
