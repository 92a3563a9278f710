package dev.turnpike.portal;

import org.jspecify.annotations.Nullable;

/**
 * A page that says one thing and where to go next.
 *
 * @param tone a class of the stylesheet
 */
record SaidView(
    String title, String text, String tone, @Nullable String href, @Nullable String label) {}
