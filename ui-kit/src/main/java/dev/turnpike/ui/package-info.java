/** What every page is made of: the shell, form tags, gauges, error pages and their words. */
@NullMarked
package dev.turnpike.ui;

import org.jspecify.annotations.NullMarked;
