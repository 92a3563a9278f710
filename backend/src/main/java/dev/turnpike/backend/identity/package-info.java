/**
 * Who asks the control plane, and how it says no: cookies and bearer tokens, the check of origins,
 * the headers of every answer, problems and error pages.
 */
@NullMarked
package dev.turnpike.backend.identity;

import org.jspecify.annotations.NullMarked;
