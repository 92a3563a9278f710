/**
 * How a request for a plan is decided: step by step, by people of both sides, by the requester's
 * own answers, by a publisher's system and by time; and what was said on the way.
 */
@NullMarked
package dev.turnpike.tenants.approval;

import org.jspecify.annotations.NullMarked;
